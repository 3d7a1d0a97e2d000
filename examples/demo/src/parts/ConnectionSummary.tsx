import { ConnectionIndicator, useConnectionStatus } from 'onwire'
import { useStore } from '../model/createStore.js'
import { useDemo } from '../model/DemoContext.js'

/** The one connection that all requests share, and how often it asked for a key. */
export function ConnectionSummary() {
  const { keysAsked, simulator } = useDemo()
  const { status, reason, reconnect } = useConnectionStatus()
  const keys = useStore(keysAsked)
  return (
    <div className="summary">
      <span className="summary-label">Socket</span>
      <ConnectionIndicator connection={{ status, reason, reconnect }} data-testid="connection" />
      {simulator && (
        <span className="summary-keys" data-testid="keys" data-count={keys}>
          {keys === 1 ? 'key asked once' : keys === 2 ? 'key asked twice' : `key asked ${keys} times`}
        </span>
      )}
    </div>
  )
}

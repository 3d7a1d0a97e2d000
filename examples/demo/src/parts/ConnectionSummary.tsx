import { ConnectionIndicator, useConnectionStatus } from 'onwire'
import { useStore } from '../model/createStore.js'
import type { Service } from '../model/service.js'

/** The one connection that a service's topics share, how quick it is, and how often it asked for a key. */
export function ConnectionSummary({ service: { facts, keysAsked, simulator } }: { readonly service: Service }) {
  const { latencyMs, reason, reconnect, status } = useConnectionStatus({ protocolId: facts.protocol })
  const keys = useStore(keysAsked)
  return (
    <div className="summary">
      <span className="summary-label">{facts.linkLabel}</span>
      <ConnectionIndicator connection={{ status, reason, reconnect }} data-testid="connection" />
      {latencyMs !== undefined && (
        <span className="summary-fact" data-testid="latency">
          {Math.round(latencyMs)} ms
        </span>
      )}
      {simulator && keys > 0 && (
        <span className="summary-fact" data-testid="keys" data-count={keys}>
          {keys === 1 ? 'key asked once' : keys === 2 ? 'key asked twice' : `key asked ${keys} times`}
        </span>
      )}
    </div>
  )
}

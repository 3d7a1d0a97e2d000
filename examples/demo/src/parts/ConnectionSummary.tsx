import { ConnectionIndicator, useConnectionStatus } from 'onwire'
import type { Service } from '../model/service.js'

/** The one connection that a service's topics share. Its words take the room that there is, and never more. */
export function ConnectionSummary({ service: { facts } }: { readonly service: Service }) {
  const { reason, reconnect, status } = useConnectionStatus({ protocolId: facts.protocol })
  return (
    <div className="summary">
      <span className="summary-label">{facts.linkLabel}</span>
      <ConnectionIndicator connection={{ status, reason, reconnect }} data-testid="connection" />
    </div>
  )
}

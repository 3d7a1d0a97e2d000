import type { ConnectionView } from './toConnectionWord.js'

/** Stylesheets read these on roots and indicators: `data-connection`, `data-reason`, `data-transport`, `data-stale`. */
export interface ConnectionAttributes {
  /** How the link to the service stands. */
  readonly connection: ConnectionView['status'] | undefined
  /** The reason, where the link is disconnected. */
  readonly reason: ConnectionView['reason']
  /** How news arrive. */
  readonly transport: ConnectionView['transport']
  /** The service may know more than is shown. */
  readonly stale: boolean | undefined
}

export function toConnectionAttributes({
  status,
  reason,
  transport,
  isStale,
}: Partial<ConnectionView> = {}): ConnectionAttributes {
  return { connection: status, reason, transport, stale: isStale }
}

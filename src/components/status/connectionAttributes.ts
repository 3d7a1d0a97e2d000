import type { ConnectionView } from './toConnectionWord.js'

/** Stylesheets read these on roots and indicators: `data-connection`, `data-reason`, `data-transport`, `data-stale`. */
export interface ConnectionAttributes {
  readonly connection: string | undefined
  readonly reason: string | undefined
  readonly transport: string | undefined
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

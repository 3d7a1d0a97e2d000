import type { ConnectionView } from './toConnectionWord.js'

/** Roots and indicators carry it for stylesheets, as `data-connection`, `data-reason` and `data-transport`. */
export interface ConnectionAttributes {
  readonly connection: string | undefined
  readonly reason: string | undefined
  readonly transport: string | undefined
}

export function toConnectionAttributes({
  status,
  reason,
  transport,
}: Partial<ConnectionView> = {}): ConnectionAttributes {
  return { connection: status, reason, transport }
}

import { isRecord } from '../shared/guards.js'
import { isRelayStatus, type RelayStatus } from './model.js'

/** The requests that one deposit address had. Plain JSON. */
export interface RelayDeposits {
  /** The followed address. In lower case where it is hexadecimal. */
  readonly depositAddress: string
  /**
   * Every request of the address, oldest first, with the facts that the service tells of it; the newest 100. The one
   * that took another's place (`supersededBy` of that one) is among them, even where it has another address.
   */
  readonly requests: readonly RelayStatus[]
  /** There are older requests, which aren't in the list. */
  readonly hasOlder?: true
}

export function isRelayDeposits(value: unknown): value is RelayDeposits {
  return isRecord(value) && Array.isArray(value['requests']) && value['requests'].every(isRelayStatus)
}

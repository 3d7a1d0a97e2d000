import { OnwireError } from '../core/errors.js'

/** An error of a protocol's. */
export function toError(protocol: string, code: string, what: string, remedy: string): OnwireError {
  return new OnwireError({ code, what, remedy, protocol })
}

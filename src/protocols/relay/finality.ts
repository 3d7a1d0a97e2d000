import type { Finality } from '../../core/protocol.js'
import type { RelayStatus } from './model.js'
import { isEnd } from './status.js'

/** A failure may still be refunded for `refundGraceMs`. A status that we don't know isn't an end. */
export function toFinality({ status }: RelayStatus, refundGraceMs: number): Finality {
  if (isEnd(status)) return 'final'
  return status === 'failure' ? { afterMs: refundGraceMs } : 'open'
}

import type { Environment } from '../../../core/contract/environment.js'
import { readTransaction, toUnknown } from './readTransaction.js'
import type { TransactionReader } from './transactionReader.js'
import type { TransactionStatus } from './transactionStatus.js'

export interface WatchTransactionOptions {
  readonly hash: string
  /** The reader to ask next, which may change; nothing is asked where there is none. */
  getReader(): TransactionReader | undefined
  /** How many blocks make it final. 12 by default. */
  readonly confirmations?: number
  /** How often it is read, in ms. 4 000 by default. */
  readonly intervalMs?: number
  readonly environment: Pick<Environment, 'clock' | 'page'>
}

/** How long it waits at most after readings that failed, and once it is dropped, in ms. */
const longestMs = 60_000

/**
 * Reads a transaction again and again until it is final, and hands over what has changed. Not while the page is
 * hidden. A reading that fails changes nothing, and is made again: after twice as long each time, up to a minute.
 */
export function watchTransaction(
  { confirmations = 12, environment, getReader, hash, intervalMs = 4000 }: WatchTransactionOptions,
  listener: (status: TransactionStatus) => void,
): () => void {
  const { clock, page } = environment
  let status = toUnknown(hash)
  let failures = 0
  let isOver = false
  let isReading = false
  let cancel = () => {}

  async function read() {
    isReading = true
    try {
      const reader = getReader()
      const next = reader ? await readTransaction(reader, status, confirmations) : status
      failures = 0
      if (!isOver && next !== status) listener((status = next))
    } catch {
      failures += 1
    }
    isReading = false
    const isSlow = status.status === 'dropped'
    if (!isOver && !status.isFinal) cancel = clock.after(isSlow ? longestMs : toWaitMs(), goOn)
  }
  const toWaitMs = () => Math.min(longestMs, intervalMs * 2 ** failures)
  function goOn() {
    cancel()
    if (!isReading && !isOver && !status.isFinal && page.isVisible()) void read()
  }

  const stop = page.watch((signal) => signal !== 'hide' && goOn())
  goOn()
  return () => {
    isOver = true
    cancel()
    stop()
  }
}

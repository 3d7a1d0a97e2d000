import type { StepState, Timeline } from '../../core/contract/timeline.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import { toTransactionText } from './toTransactionText.js'
import { toTransactionMessages, type TransactionMessages, type TransactionWordsSource } from './transactionMessages.js'
import type { Words } from '../messages/words.js'

export type DrawDeposit = (
  timeline: Timeline,
  chainId: number | undefined,
  deposit: TransactionStatus,
  words: Words,
) => Timeline

/**
 * Draws a deposit's own transaction into the step of the deposit, where the service hasn't seen it yet. Nothing ends by
 * it: another deposit may come. One that was sped up goes on as the other one.
 */
function drawDeposit(
  timeline: Timeline,
  chainId: number | undefined,
  deposit: TransactionStatus,
  language: TransactionMessages | undefined,
  { locale, messages }: Words,
): Timeline {
  const detail = toTransactionText(deposit, toTransactionMessages(messages, language), locale)
  if (!detail) return timeline
  const { hash, replacedBy } = deposit
  const state: StepState = /^(reverted|cancelled|replaced|dropped)$/.test(deposit.status) ? 'warning' : 'current'
  const transactions = [hash, replacedBy].flatMap((each) => {
    return each ? [{ hash: each, ...(chainId !== undefined && { chainId }) }] : []
  })
  const steps = timeline.steps.map((step) => (step.id === 'deposit' ? { ...step, state, detail, transactions } : step))
  return { ...timeline, steps }
}

/** Loads a language's words, and draws with them; in English where they can't be loaded. */
export async function loadDrawing(load: TransactionWordsSource['load'] | undefined): Promise<DrawDeposit> {
  const loaded = await load?.().catch(() => undefined)
  return (timeline, chainId, deposit, words) => drawDeposit(timeline, chainId, deposit, loaded?.transactionWords, words)
}

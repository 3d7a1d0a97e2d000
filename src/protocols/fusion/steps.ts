import type { StepState, TimelineStep, TimelineTransaction } from '../../core/contract/timeline.js'
import { getOwn } from '../../core/utils/getOwn.js'
import type { Intent, IntentTransaction } from './model.js'
import { isRefunded, mayBeLocked, wasLocked } from './refund.js'

const way = ['proofs', 'matched', 'source-lock', 'executing', 'completed'] as const

type StepId = (typeof way)[number] | 'refund'

/** How many steps are behind an intent in a status. */
const marks: Readonly<Record<string, number>> = {
  proofs_pending: 0,
  proofs_verified: 1,
  matched: 2,
  waiting_for_source_lock: 2,
  executing: 3,
  completed: 5,
}

/**
 * Patterns of names, and the steps that their transactions belong to. Only the chains of the two locks are surely
 * known.
 */
const places: readonly (readonly [RegExp, StepId])[] = [
  [/refund/i, 'refund'],
  [/claim|redeem|settle|withdraw/i, 'completed'],
  [/source|deposit/i, 'source-lock'],
]

export function toIntentSteps(data: Intent | undefined, isFinal: boolean): readonly TimelineStep[] {
  const steps = way.map((id, index) => toStep(id, toWayState(index, data, isFinal), data))
  if (data?.status !== 'refunded' && (data?.status !== 'failed' || !mayBeLocked(data))) return steps
  const state = isRefunded(data) ? 'complete' : isFinal ? 'skipped' : 'current'
  return [...steps, toStep('refund', state, data)]
}

function toWayState(index: number, data: Intent | undefined, isFinal: boolean): StepState {
  if (!data) return 'upcoming'
  const { status } = data
  const hasFailed = status === 'failed' || status === 'refunded'
  const isStopped = hasFailed || status === 'cancelled' || status === 'removed'
  // An intent that has stopped did so on its way.
  const reached = isStopped ? Math.min(getFurthest(data), 3) : (getOwn(marks, status) ?? getFurthest(data))
  if (index < reached) return 'complete'
  if (isStopped) return hasFailed && index === reached ? (isFinal ? 'error' : 'warning') : 'skipped'
  return index === reached && data.lastStatus !== undefined && status !== 'not_found' ? 'current' : 'upcoming'
}

/** How far it is known to have come. */
function getFurthest(data: Intent): number {
  const { completedAt, lastStatus = '', matchedAt, proofGeneratedAt, reachedAt } = data
  const seen = [lastStatus, ...Object.keys(reachedAt)].map((status) => getOwn(marks, status) ?? 0)
  return Math.max(...seen, proofGeneratedAt ? 1 : 0, matchedAt ? 2 : 0, wasLocked(data) ? 3 : 0, completedAt ? 5 : 0)
}

function toStep(id: StepId, state: StepState, data: Intent | undefined): TimelineStep {
  if (!data) return { id, state, transactions: [] }
  const isTrouble = state === 'warning' || state === 'error'
  const at = isTrouble ? data.reachedAt['failed'] : toTime(id, state, data)
  const startedAt = at !== undefined && state !== 'current' ? toTime(id, 'current', data) : undefined
  const detail = isTrouble && (data.failureReason ?? data.error)
  return {
    id,
    state,
    ...(at !== undefined && { at }),
    ...(startedAt !== undefined && { startedAt }),
    ...(detail && { detail }),
    transactions: data.txHashes.flatMap((transaction) => toTransaction(id, transaction, data)),
  }
}

/** When a step was done; while it isn't, when it began. */
function toTime(id: StepId, state: StepState, data: Intent): number | undefined {
  const { completedAt, createdAt, matchedAt, proofGeneratedAt, reachedAt } = data
  const created = createdAt ?? reachedAt['proofs_pending']
  const proved = proofGeneratedAt ?? reachedAt['proofs_verified']
  const matched = matchedAt ?? reachedAt['matched']
  const executing = reachedAt['executing']
  const completed = completedAt ?? reachedAt['completed']
  const times: Readonly<Record<StepId, readonly [begun: number | undefined, done: number | undefined]>> = {
    proofs: [created, proved],
    matched: [proved, matched],
    'source-lock': [reachedAt['waiting_for_source_lock'] ?? matched, executing],
    executing: [executing, completed],
    completed: [undefined, completed],
    refund: [reachedAt['failed'], reachedAt['refunded']],
  }
  const [begun, done] = times[id]
  return state === 'complete' ? done : state === 'current' ? begun : undefined
}

/** A transaction without a telling name stands where most of them are made, on no guessed chain. */
function toTransaction(
  id: StepId,
  { hash, name = '' }: IntentTransaction,
  data: Intent,
): readonly TimelineTransaction[] {
  const [, place = 'executing'] = places.find(([pattern]) => pattern.test(name)) ?? []
  if (place !== id) return []
  const chainId = toChainId(
    id === 'source-lock' ? data.fromChain : /dest/i.test(name) && id === 'executing' ? data.toChain : undefined,
  )
  return [{ hash, ...(chainId !== undefined && { chainId }) }]
}

function toChainId(chain: string | number | undefined): number | undefined {
  const id = Number(chain === '' ? undefined : chain)
  return Number.isSafeInteger(id) ? id : undefined
}

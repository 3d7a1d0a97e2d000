import { isSameJson } from '../../core/utils/json.js'
import type { Source } from '../../core/contract/topic.js'
import type { Intent } from './model.js'
import { isEnd, rankOf } from './status.js'

/** How the news came; when it was asked for, where it was. */
type How = Pick<Source, 'via'> & Partial<Source<Intent>>

/**
 * Newest by the service's clock, fact by fact: proofs and updates come apart, and an update may leave anything out.
 *
 * - For news that bear a time the order of arrival makes no difference.
 * - News without a time only fill holes, unless they surely are newer; they then count as told right after what was
 *   known.
 * - Nothing comes after an end but another end, whatever their times.
 * - A fact that wasn't told erases nothing.
 * - Being gone never hides an end.
 * - An answer that is repeated stands as told right after what was known: the service's clock has stepped back.
 * - `previous` itself where nothing changes.
 */
export function mergeIntent(previous: Intent | undefined, next: Intent, how: How): Intent {
  if (!previous) return next
  const isNewer = isSurelyNewer(previous, next, how)
  // A replica lags where its status is an earlier one, which was known before the data last moved.
  const isEarlier = rankOf(next.lastStatus) < rankOf(previous.lastStatus)
  const isRepeated = how.isRepeated && !(isEarlier && Object.hasOwn(how.before?.reachedAt ?? {}, next.status))
  const [wasEnd, isNowEnd] = [isEnd(previous.lastStatus), isEnd(next.lastStatus)]
  const clocks: Record<string, string> = { ...previous.clocks }
  // Right after what was known: longer is later, and still before every later time.
  const after = `${Object.values(clocks).sort().at(-1)}~`.slice(0, maxClock)
  const known: Readonly<Record<string, unknown>> = { ...previous }
  const told: Partial<Intent> = Object.fromEntries(
    Object.entries(next).filter(([name, fact]: [string, unknown]) => {
      const clock = next.clocks[name]
      const isStatus = name === 'lastStatus'
      if (clock === undefined || (isStatus && wasEnd && !isNowEnd)) return false
      const isEnding = isStatus && isNowEnd && !wasEnd && clock !== untimed
      const isOld = !isEnding && (clocks[name] ?? '') >= clock
      const isToTake =
        (isNewer && (name === 'presence' || (clock === untimed && !wasEnd))) ||
        (isRepeated && !wasEnd && name !== 'updatedAt')
      if (isOld && (!isToTake || isSameJson(known[name], fact))) return false
      // A fact that fills a hole is as old as it is told to be.
      clocks[name] = isOld ? after : clock
      return true
    }),
  )
  const reachedAt = { ...previous.reachedAt }
  for (const [status, at] of Object.entries(next.reachedAt))
    if (Object.hasOwn(reachedAt, status) || Object.keys(reachedAt).length < maxStatuses)
      reachedAt[status] = Object.hasOwn(reachedAt, status) ? Math.min(reachedAt[status] ?? at, at) : at
  const { since = next.since } = previous
  const merged: Intent & Record<string, unknown> = {
    ...previous,
    ...told,
    ...(since && { since }),
    ...(next.isPastProofs && { isPastProofs: true as const }),
    reachedAt,
    clocks,
  }
  // The words before a change belong to that change alone.
  for (const [name, old] of changes) if (name in told && !(old in told)) delete merged[old]
  const data = { ...merged, status: toStatus(merged) }
  return isSameJson(data, previous) ? previous : data
}

const changes = [
  ['lastStatus', 'oldStatus'],
  ['proofStatus', 'oldProofStatus'],
] as const

function toStatus({ lastStatus, presence }: Intent): Intent['status'] {
  const isGone = presence && presence !== 'here'
  return isGone && rankOf(lastStatus) < 6 ? presence : (lastStatus ?? 'unknown')
}

/** Tells whether news without a time are newer, and those of an intent that was gone. */
function isSurelyNewer(previous: Intent, next: Intent, { askedAt, previousChangedAt, via }: How): boolean {
  // A value that others put into a cache may be of any age.
  if (via === 'cache') return false
  if (previous.presence === 'not_found' && next.presence === 'here') return true
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (via === 'poll') return Number(askedAt) > Number(previousChangedAt)
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return previous.updatedAt === undefined
}

/** Far above any real intent's; bounds what a service that makes up words can make us keep. */
const maxStatuses = 30
/** The longest clock, in characters. */
const maxClock = 200
/** The clock of news without a time; `toIntent` makes the others. */
const untimed = '0'

import { isSameJson } from '../../core/isSameJson.js'
import type { Provenance } from '../../core/protocol.js'
import type { Intent } from './model.js'
import { isEnd, rankOf } from './status.js'

/**
 * Newest by the service's clock, fact by fact: proofs and updates come apart, and an update may leave anything out.
 *
 * - For news that bear a time the order of arrival makes no difference.
 * - News without a time only fill holes, unless they surely are newer; they then count as told right after what was known.
 * - What wasn't told erases nothing.
 * - Being gone never hides an end.
 * - `previous` itself where nothing changes.
 */
export function mergeIntent(previous: Intent | undefined, next: Intent, how: Provenance): Intent {
  if (!previous) return next
  const isNewer = isSurelyNewer(previous, next, how)
  const clocks: Record<string, string> = { ...previous.clocks }
  const known = new Map<string, unknown>(Object.entries(previous))
  const after = tick(Object.values(clocks).reduce((a, b) => (a > b ? a : b), ''))
  const told: Partial<Intent> = Object.fromEntries(
    Object.entries(next).filter(([name, fact]: [string, unknown]) => {
      const clock = next.clocks[name]
      const before = previous.clocks[name]
      if (clock === undefined) return false
      const isOld = before !== undefined && before >= clock
      if (isOld) {
        const isToTake = name === 'presence' || (clock === untimed && !isEnd(previous.lastStatus))
        if (!isNewer || !isToTake || isSameJson(known.get(name), fact)) return false
      } else if (name === 'lastStatus' && isReopened(previous, next)) return false
      // What fills a hole is as old as it is told to be.
      clocks[name] = isOld ? after : clock
      return true
    }),
  )
  const reachedAt = { ...previous.reachedAt }
  for (const [status, at] of Object.entries(next.reachedAt))
    if (reachedAt[status] !== undefined || Object.keys(reachedAt).length < maxStatuses)
      reachedAt[status] = Math.min(reachedAt[status] ?? at, at)
  const since = previous.since ?? next.since
  const merged = { ...previous, ...told, ...(since !== undefined && { since }), reachedAt, clocks }
  const data = { ...merged, status: toStatus(merged) }
  return isSameJson(data, previous) ? previous : data
}

function toStatus({ lastStatus, presence }: Intent): Intent['status'] {
  const isGone = presence !== undefined && presence !== 'here'
  return isGone && rankOf(lastStatus) < 6 ? presence : (lastStatus ?? 'unknown')
}

/** Whether news without a time are newer, and those of an intent that was gone. */
function isSurelyNewer(previous: Intent, next: Intent, { askedAt, previousChangedAt, via }: Provenance): boolean {
  // What others put into a cache may be of any age.
  if (via === 'seed') return false
  if (previous.presence === 'not_found' && next.presence === 'here') return true
  // 1. a poll is asked; 2. the socket brings news; 3. the poll's older answer arrives.
  if (via === 'poll') return askedAt !== undefined && askedAt > previousChangedAt
  // One socket keeps the order, as long as nothing else was heard that bears a time.
  return previous.updatedAt === undefined
}

/** Whether a lost time would bring back what has ended. */
function isReopened({ clocks: { lastStatus: clock = '' }, lastStatus }: Intent, next: Intent): boolean {
  return isEnd(lastStatus) && !isEnd(next.lastStatus) && (clock === untimed || ticks.test(clock))
}

/** Far above any real intent's; bounds what a service that makes up words can make us keep. */
const maxStatuses = 30
/** Of what was told without a time; see `toIntent` for the others. */
const untimed = '0'
const ticks = /~(?=\d{6}$)/

/** Right after that clock, and before every later time. */
function tick(clock: string): string {
  const [base = '', count = 0] = clock.split(ticks)
  return `${base || untimed}~${String(Number(count) + 1).padStart(6, '0')}`
}

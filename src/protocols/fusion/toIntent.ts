import { isIntent, type Intent } from './model.js'
import { isEmpty, read, toText, toTime } from './read.js'
import { isEnd, rankOf } from './status.js'

/** Longer values of one field are left out, in characters of JSON: nobody reads them, and they would stay in the cache. */
const maxLength = 2000
const maxExtra = 30
/** Of a status, in characters. */
const maxWord = 100
/** What it is of; and words of the service's internal list, which can't be compared. */
const skipped = /^(intentId|status|oldStatus|oldProofStatus)$/

/**
 * What the service says of an intent in one telling; undefined where it says nothing.
 *
 * - A fact that can't be read doesn't cost the others: it is kept in `extra`. Null and an empty list are absent.
 *
 * @param gone Whether it says that it doesn't have it.
 */
export function toIntent(said: Readonly<Record<string, unknown>>, gone?: 'not_found' | 'removed'): Intent | undefined {
  const { intentId, status, timestamp, updatedAt } = said
  const lastStatus = gone ? undefined : toText(status)?.slice(0, maxWord)
  const presence = gone ?? (lastStatus && 'here')
  const extra: [string, unknown][] = []
  const facts: Record<string, unknown> = { ...(lastStatus && { lastStatus }), ...(presence && { presence }) }
  for (const [name, value] of Object.entries(said)) {
    if (value == null || isEmpty(value) || skipped.test(name) || JSON.stringify(value).length > maxLength) continue
    const fact = read(name, value)
    if (fact !== undefined) facts[name] = fact
    else if (extra.length < maxExtra) extra.push([name, value])
  }
  if (!presence && !facts['proofStatus']) return undefined
  if (extra.length > 0) facts['extra'] = Object.fromEntries(extra)
  const sentAt = toTime(timestamp)
  const at = toTime(updatedAt) ?? sentAt
  if (at) facts['updatedAt'] = at
  const since = lastStatus && (facts['createdAt'] ?? at)
  const rank = rankOf(lastStatus)
  // By the service's clock. At one time an end stands, then what was sent last; ranks only break what ties are left.
  const clock = at ? `${at}${Number(isEnd(lastStatus))}${sentAt ?? at}${rank || (lastStatus ?? '')}` : '0'
  const intent = {
    intentId,
    txHashes: [],
    ...facts,
    status: lastStatus ?? gone ?? 'unknown',
    ...(since !== undefined && { since }),
    reachedAt: lastStatus && at ? { [lastStatus]: at } : {},
    clocks: Object.fromEntries(Object.keys(facts).map((name) => [name, clock])),
  }
  return intentId && isIntent(intent) ? intent : undefined
}

import { toLength, toText } from '../shared/guards.js'
import { isIntent, type Intent } from './model.js'
import { isEmpty, read, toTime } from './fields.js'
import { isPastProofs, rankOf } from './status.js'

/**
 * Longer values of one field are left out, in characters of JSON: nobody reads them, and they would stay in the cache.
 */
const maxLength = 2000
const maxExtra = 30
/** The longest status, in characters. */
const maxWord = 100

/**
 * Reads what the service says of an intent in one telling; undefined where it says nothing.
 *
 * - A fact that can't be read doesn't cost the others: it is kept in `extra`. Null and an empty list are absent.
 *
 * @param gone Whether it says that it doesn't have it.
 */
export function toIntent(said: Readonly<Record<string, unknown>>, gone?: 'not_found' | 'removed'): Intent | undefined {
  const { intentId, status, ...told } = said
  const lastStatus = gone ? undefined : toText(status)?.slice(0, maxWord)
  const presence = gone ?? (lastStatus && 'here')
  const extra: [string, unknown][] = []
  const facts: Record<string, unknown> = { ...(lastStatus && { lastStatus }), ...(presence && { presence }) }
  for (const [name, value] of Object.entries(told)) {
    if (value == null || isEmpty(value) || toLength(value) > maxLength || name === '__proto__') continue
    const fact = read(name, value)
    if (fact === undefined) extra.push([name, value])
    else facts[name] = fact
  }
  if (!presence && !facts['proofStatus']) return undefined
  if (extra.length > 0) facts['extra'] = Object.fromEntries(extra.slice(0, maxExtra))
  const sentAt = toTime(told['timestamp'])
  const at = toTime(told['updatedAt']) ?? sentAt
  if (at) facts['updatedAt'] = at
  const since = lastStatus && (facts['createdAt'] ?? at)
  // By the service's clock. At one time stands what was sent last; ranks only break what ties are left.
  const clock = at ? `${at}${sentAt ?? at}${rankOf(lastStatus) || (lastStatus ?? '')}` : '0'
  const intent = {
    intentId,
    txHashes: [],
    ...facts,
    status: lastStatus ?? gone ?? 'unknown',
    ...(since && { since }),
    ...(isPastProofs(lastStatus) && { isPastProofs: true }),
    reachedAt: lastStatus && at ? { [lastStatus]: at } : {},
    clocks: Object.fromEntries(Object.keys(facts).map((name) => [name, clock])),
  }
  return intentId && isIntent(intent) ? intent : undefined
}

import { hashLists, type RelayStatus } from './model.js'

type HashListName = (typeof hashLists)[number]
type HashLists = Pick<RelayStatus, HashListName | 'hashTimes'>

/** Each list from the newest news that had any. A fill that is sent again has another hash, so lists are replaced, not united. */
export function mergeHashes(previous: RelayStatus, next: RelayStatus, isTaken: boolean): HashLists {
  const taken = hashLists.filter((name) => isNewer(name, previous, next, isTaken))
  const pick = (name: HashListName) => (taken.includes(name) ? next : previous)[name]
  return {
    inTxHashes: pick('inTxHashes'),
    txHashes: pick('txHashes'),
    refundTxHashes: pick('refundTxHashes'),
    hashTimes: {
      ...previous.hashTimes,
      ...Object.fromEntries(Object.entries(next.hashTimes).filter(([name]) => taken.some((other) => other === name))),
    },
  }
}

function isNewer(name: HashListName, previous: RelayStatus, next: RelayStatus, isTaken: boolean): boolean {
  const [mine, theirs] = [previous[name], next[name]]
  if (theirs.length === 0 || mine.length === 0) return theirs.length > 0
  const at = next.hashTimes[name]
  if (at === undefined) return isTaken
  const before = previous.hashTimes[name] ?? 0
  // Two lists of one time: the longer, and else any, as long as it is always the same.
  return at === before
    ? theirs.length - mine.length > 0 || (theirs.length === mine.length && theirs.join() > mine.join())
    : at > before
}

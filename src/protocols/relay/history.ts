import { isSameJson } from '../isSameJson.js'
import type { RelayStatusChange } from './model.js'
import { isEnd, rankOf } from './status.js'

export type RelayHistory = readonly RelayStatusChange[]

/** Far above any real request's; bounds what a service that flaps can make us keep. */
const maxChanges = 50

/** What two tellings say together, the second one's word before the first one's. */
export function join<Change extends RelayStatusChange>(older: Change, newer: Change): Change {
  return { ...older, ...newer, extra: { ...older.extra, ...newer.extra } }
}

/**
 * Puts a change where it belongs: by its time; what has none goes last if it `isNewer`, and else first, where it only fills holes.
 * For changes with a time the order of arrival makes no difference.
 */
export function addChange(history: RelayHistory, change: RelayStatusChange, isNewer: boolean): RelayHistory {
  const isTimed = change.at !== undefined
  if ((isTimed || !isNewer) && history.some((known) => isSameJson(known, change))) return history
  const changes = isTimed ? addTimed(history, change) : addUntimed(history, change, isNewer)
  return changes.filter(isTelling).slice(-maxChanges)
}

function addUntimed(history: RelayHistory, change: RelayStatusChange, isNewer: boolean): RelayHistory {
  const last = history.at(-1)
  if (last?.status === change.status)
    return [...history.slice(0, -1), isNewer ? join(last, change) : join(change, last)]
  if (isNewer) return [...history, change]
  const isKnown = history.some(({ at, status }) => at === undefined && status === change.status)
  return isKnown ? history : [change, ...history]
}

function addTimed(history: RelayHistory, told: RelayStatusChange): RelayHistory {
  const known = history.find(({ at, status }) => at === told.at && status === told.status)
  const others = history.filter((change) => change !== known)
  const isOlder =
    known?.publishedAt !== undefined && told.publishedAt !== undefined && told.publishedAt < known.publishedAt
  const change = !known ? told : isOlder ? join(told, known) : join(known, told)

  const index = others.reduce(
    (found, other, place) => (other.at !== undefined && compare(other, change) < 0 ? place + 1 : found),
    0,
  )
  const last = others.at(-1)
  const isNewest = others.slice(index).every(({ at }) => at === undefined)
  // A lost `updatedAt` must not bring a settled request back.
  const isUndoing = last && isEnd(last.status) && !isEnd(change.status)
  const place = isNewest && !isUndoing ? others.length : index
  return [...others.slice(0, place), change, ...others.slice(place)]
}

/** By the service's clock. At one time an end stands, then what was announced last; ranks only break what ties are left. */
function compare(a: RelayStatusChange, b: RelayStatusChange): number {
  return (
    (a.at ?? 0) - (b.at ?? 0) ||
    Number(isEnd(a.status)) - Number(isEnd(b.status)) ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    rankOf(a.status) - rankOf(b.status) ||
    (a.status < b.status ? -1 : 1)
  )
}

/** A service that touches `updatedAt` at every poll would fill it with one status otherwise: of a run that tells the same, its first and last are kept. */
function isTelling(change: RelayStatusChange, index: number, all: RelayHistory): boolean {
  return ![all[index - 1], all[index + 1]].every(
    (other) => other?.status === change.status && isSameJson(toTold(other), toTold(change)),
  )
}

function toTold(change: RelayStatusChange): RelayStatusChange {
  return { ...change, at: 0, publishedAt: 0 }
}

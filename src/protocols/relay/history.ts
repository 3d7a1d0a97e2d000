import { isSameJson } from '../../core/utils/json.js'
import type { RelayStatus, RelayStatusChange } from './model.js'
import { isEnd, weigh } from './status.js'

/** Far above any real request's; bounds what a service that flaps can make us keep. */
const maxChanges = 50

/**
 * Puts a change where it belongs by its time. A change without a time goes last if it `isNewer`, and only fills holes
 * if it isn't. For changes with a time the order of arrival makes no difference.
 */
export function addChange(data: RelayStatus, told: RelayStatusChange, isNewer: boolean): RelayStatus {
  const { history } = data
  if (!told.at && !isNewer) return sum(data, [told, ...history], history)
  const last = history.at(-1)
  if (last && isLast(told, last)) {
    // Nearly all news: an append costs the same whatever the length.
    const kept = isTelling(last, 1, [history.at(-2), last, told]) ? history : history.slice(0, -1)
    return sum(data, [told], [...kept, told].slice(-maxChanges))
  }
  const index = history.findIndex(
    (other) => other.status === told.status && (told.at ? other.at === told.at : other === last),
  )
  const known = history[index]
  let change = known ? join(known, told) : told
  if (known && isAfter(known, told)) change = join(change, known)
  const next = history.findIndex((other, place) => {
    if (other.at) return isAfter(other, change)
    // A change without a time stays where it came; a lost `updatedAt` must not bring a settled request back.
    return known ? place > index : other === last && isEnd(other.status) && !isEnd(change.status)
  })
  const place = next < 0 ? history.length : next
  // Earlier changes are in the data already.
  const later = [change, ...history.slice(place)]
  const changes = [...history.slice(0, place).filter((other) => other !== known), ...later]
  return sum(data, later, changes.filter(isTelling).slice(-maxChanges))
}

/** Adds the changes to the data, one after the other. */
export function sum(
  data: RelayStatus,
  changes: readonly RelayStatusChange[],
  history: readonly RelayStatusChange[],
): RelayStatus {
  return changes.reduce((known, { at = 0, ...told }) => {
    const updatedAt = Math.max(known.updatedAt ?? 0, at)
    return { ...join(known, told), ...(updatedAt && { updatedAt }), history }
  }, data)
}

/** Joins two tellings: the second one's word comes before the first one's. */
function join<Known extends RelayStatusChange>(known: Known, told: RelayStatusChange): Known & RelayStatusChange {
  return { ...known, ...told, extra: { ...known.extra, ...told.extra } }
}

/**
 * An end comes after all else: the service's clock may step back. Else the clock decides; at one time what was
 * announced last; ranks only break what ties are left.
 */
function isAfter(a: RelayStatusChange, b: RelayStatusChange): boolean {
  if (isEnd(a.status) !== isEnd(b.status)) return isEnd(a.status)
  if (a.at !== b.at) return (a.at ?? 0) > (b.at ?? Infinity)
  if (a.publishedAt !== b.publishedAt) return (a.publishedAt ?? 0) > (b.publishedAt ?? 0)
  return weigh(a.status) > weigh(b.status)
}

/** Tells whether a change surely comes after the last one, and so after all others. */
function isLast(told: RelayStatusChange, last: RelayStatusChange): boolean {
  return Number(told.at) > Number(last.at) && (isEnd(told.status) || !isEnd(last.status))
}

/**
 * Keeps the first and the last of a run of changes that tell the same: a service that touches `updatedAt` at every poll
 * would fill the history with one status otherwise.
 */
function isTelling(change: RelayStatusChange, index: number, all: readonly (RelayStatusChange | undefined)[]): boolean {
  return ![all[index - 1], all[index + 1]].every(
    (other) => other?.status === change.status && isSameJson(withoutTime(other), withoutTime(change)),
  )
}

function withoutTime(change: RelayStatusChange): RelayStatusChange {
  return { ...change, at: 0, ...(change.publishedAt && { publishedAt: 0 }) }
}

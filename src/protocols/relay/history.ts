import type { RelayStatusChange } from './model.js'
import { rankOf } from './status.js'

export type RelayHistory = readonly RelayStatusChange[]

/** Far above any real request's; bounds what a service that flaps can make us keep. */
const maxChanges = 50

/** The newest time in it, by the service's clock; -1 where there is none. */
export function clockOf(history: RelayHistory): number {
  return history.reduce((newest, { at = -1 }) => Math.max(newest, at), -1)
}

/** The change that stands: what came without a time stands after what has one. */
export function getCurrent(history: RelayHistory): RelayStatusChange | undefined {
  return history.reduce<RelayStatusChange | undefined>(
    (best, change) => (best === undefined || isNewer(change, best) ? change : best),
    undefined,
  )
}

/** The timed changes of both, each once a time, oldest first: the same whichever came first. */
export function uniteTimed(a: RelayHistory, b: RelayHistory): RelayHistory {
  const changes = new Map<string, RelayStatusChange>()
  for (const change of [...a, ...b]) {
    if (change.at === undefined) continue
    const key = `${change.at} ${change.status}`
    const known = changes.get(key)
    if (!known || (known.publishedAt ?? 0) < (change.publishedAt ?? 0)) changes.set(key, change)
  }
  return [...changes.values()].sort(inOrder).filter(isEdgeOfRun).slice(-maxChanges)
}

export function getUntimed(history: RelayHistory): RelayHistory {
  return history.filter(({ at }) => at === undefined)
}

function isNewer(a: RelayStatusChange, b: RelayStatusChange): boolean {
  if (a.at !== b.at) return a.at === undefined || (b.at !== undefined && a.at > b.at)
  // REST tells no `publishedAt`: it can't be asked who was first then.
  if (a.publishedAt !== undefined && b.publishedAt !== undefined && a.publishedAt !== b.publishedAt)
    return a.publishedAt > b.publishedAt
  return inOrder({ status: a.status }, { status: b.status }) > 0
}

function inOrder(a: RelayStatusChange, b: RelayStatusChange): number {
  return (
    (a.at ?? 0) - (b.at ?? 0) ||
    (a.publishedAt ?? 0) - (b.publishedAt ?? 0) ||
    rankOf(a.status) - rankOf(b.status) ||
    (a.status < b.status ? -1 : 1)
  )
}

/** A service that touches `updatedAt` at every poll would fill it with one status otherwise. */
function isEdgeOfRun({ status }: RelayStatusChange, index: number, all: RelayHistory): boolean {
  return all[index - 1]?.status !== status || all[index + 1]?.status !== status
}

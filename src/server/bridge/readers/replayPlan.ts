import type { BusEntry, BusMember, BusReplay, BusTopic } from '../../bus/bus.js'
import { type Frame, toUpdate } from './frames.js'

/** Where a reader begins. */
export interface Place {
  /** What it is told begins after it. */
  readonly start: string
  /** Everything up to it is among `frames`, or before `start`. */
  readonly until: string
  /** Whether nothing is missing of the topic between the reader's cursor and `frames`. */
  isWhole(index: number): boolean
  /** What it missed, and what has come meanwhile, each once and in its order. */
  readonly frames: readonly Frame[]
}

export interface PlaceOptions {
  readonly member: Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  readonly topics: readonly BusTopic[]
  readonly cursor: string | undefined
  /** Where what was missed is more than this, the reader begins anew, in bytes. */
  readonly maxBytes: number
  /** What has come since. */
  getWaiting(): readonly BusEntry[]
}

/** Looks for a reader's place on the bus. Rejects where that is away. */
export async function findPlace(options: PlaceOptions): Promise<Place> {
  const { cursor, member, topics } = options
  const newest = await member.getCursor()
  const replays = cursor === undefined ? [] : await member.replay(topics, cursor)
  const waiting = options.getWaiting()
  const place = cursor === undefined ? undefined : replay(options, cursor, newest, replays, waiting)
  return place ?? toPlace(options, newest, newest, waiting, () => false)
}

/** From the cursor on, unless that is forgotten, or too much. */
function replay(
  options: PlaceOptions,
  cursor: string,
  newest: string,
  replays: readonly BusReplay[],
  waiting: readonly BusEntry[],
): Place | undefined {
  if (replays.every((each) => each === 'expired')) return undefined
  const missed = replays.flatMap((each) => (each === 'expired' ? [] : each))
  const place = toPlace(options, cursor, newest, [...missed, ...waiting], (index) => replays[index] !== 'expired')
  return place.frames.reduce((sum, { byteLength }) => sum + byteLength, 0) > options.maxBytes ? undefined : place
}

function toPlace(
  { member }: PlaceOptions,
  start: string,
  newest: string,
  entries: readonly BusEntry[],
  isWhole: (index: number) => boolean,
): Place {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const sorted = [...byId.values()]
    .filter(({ id }) => member.compare(id, start) > 0)
    .sort((a, b) => member.compare(a.id, b.id))
  const last = sorted.at(-1)?.id ?? newest
  const until = member.compare(last, newest) > 0 ? last : newest
  return { start, until, isWhole, frames: sorted.map(toUpdate) }
}

import type { BusEntry, BusMember, BusReplay, BusTopic } from '../../bus/bus.js'
import { type Frame, toUpdate } from './frames.js'

/** Says where a reader begins, and with which frames. */
export interface ReplayPlan {
  /** The reader gets the entries after this id. */
  readonly start: string
  /** Every entry up to this id is among `frames`, or before `start`. */
  readonly end: string
  /** True if no entry of the topic is missing between the reader's cursor and `frames`. */
  isWhole(index: number): boolean
  /** The missed entries and those that came meanwhile, each once, in order. */
  readonly frames: readonly Frame[]
}

export interface ReplayPlanOptions {
  readonly member: Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  readonly topics: readonly BusTopic[]
  readonly cursor: string | undefined
  /** A reader that missed more than this begins anew, in bytes. */
  readonly maxBytes: number
  /** Returns the entries that came meanwhile. */
  getHeld(): readonly BusEntry[]
}

/** Plans from the reader's cursor, or else from the newest entry. Rejects while the bus is away. */
export async function planReplay(options: ReplayPlanOptions): Promise<ReplayPlan> {
  const { cursor, member, topics } = options
  const newest = await member.getCursor()
  const replays = cursor === undefined ? [] : await member.replay(topics, cursor)
  const waiting = options.getHeld()
  const plan = cursor === undefined ? undefined : planFromCursor(options, cursor, newest, replays, waiting)
  return plan ?? createPlan(options, newest, newest, waiting, () => false)
}

/** Plans from the cursor. Undefined if all topics have expired there, or too much was missed. */
function planFromCursor(
  options: ReplayPlanOptions,
  cursor: string,
  newest: string,
  replays: readonly BusReplay[],
  waiting: readonly BusEntry[],
): ReplayPlan | undefined {
  if (replays.every((each) => each === 'expired')) return undefined
  const missed = replays.flatMap((each) => (each === 'expired' ? [] : each))
  const plan = createPlan(options, cursor, newest, [...missed, ...waiting], (index) => replays[index] !== 'expired')
  return plan.frames.reduce((sum, { byteLength }) => sum + byteLength, 0) > options.maxBytes ? undefined : plan
}

function createPlan(
  { member }: ReplayPlanOptions,
  start: string,
  newest: string,
  entries: readonly BusEntry[],
  isWhole: (index: number) => boolean,
): ReplayPlan {
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  const sorted = [...byId.values()]
    .filter(({ id }) => member.compare(id, start) > 0)
    .sort((a, b) => member.compare(a.id, b.id))
  const last = sorted.at(-1)?.id ?? newest
  const until = member.compare(last, newest) > 0 ? last : newest
  return { start, end: until, isWhole, frames: sorted.map(toUpdate) }
}

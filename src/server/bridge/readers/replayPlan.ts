import type { BusEntry, BusMember, BusReplay, BusTopic } from '../../bus/bus.js'
import { type Frame, toUpdate } from './frames.js'

/** Where a reader begins. */
export interface ReplayPlan {
  /** What it is told begins after it. */
  readonly start: string
  /** Everything up to it is among `frames`, or before `start`. */
  readonly end: string
  /** Whether nothing is missing of the topic between the reader's cursor and `frames`. */
  isWhole(index: number): boolean
  /** What it missed, and what has come meanwhile, each once and in its order. */
  readonly frames: readonly Frame[]
}

export interface ReplayPlanOptions {
  readonly member: Pick<BusMember, 'compare' | 'getCursor' | 'replay'>
  readonly topics: readonly BusTopic[]
  readonly cursor: string | undefined
  /** Where what was missed is more than this, the reader begins anew, in bytes. */
  readonly maxBytes: number
  /** What has come since. */
  getHeld(): readonly BusEntry[]
}

/** Looks for a reader's place on the bus. Rejects where that is away. */
export async function planReplay(options: ReplayPlanOptions): Promise<ReplayPlan> {
  const { cursor, member, topics } = options
  const newest = await member.getCursor()
  const replays = cursor === undefined ? [] : await member.replay(topics, cursor)
  const waiting = options.getHeld()
  const plan = cursor === undefined ? undefined : planFromCursor(options, cursor, newest, replays, waiting)
  return plan ?? createPlan(options, newest, newest, waiting, () => false)
}

/** From the cursor on, unless that is forgotten, or too much. */
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

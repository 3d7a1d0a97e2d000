import type { FeedRows } from 'onwire'
import { type LogEvent, toLogEventId } from 'onwire/covalent'

type Place = Pick<LogEvent, 'block_height' | 'log_offset' | 'tx_hash'>

export interface Comparison {
  readonly isSame: boolean
  /** How many logs the page shows, those left out that were taken back. */
  readonly shown: number
  /** How many of the chain's aren't shown, from the first shown one on. */
  readonly missing: number
  /** How many are shown that the chain doesn't have. */
  readonly excess: number
  readonly gaps: number
  readonly removed: number
}

export interface Shown {
  /** In the order of the rows. */
  readonly logs: readonly LogEvent[]
  readonly gaps: number
  readonly removed: number
}

/** What a feed's rows show: the logs that stand, and how many are marked as taken back or missing. */
export function readShown({ count, get }: Pick<FeedRows<LogEvent>, 'count' | 'get'>): Shown {
  const rows = Array.from({ length: count }, (_row, index) => get(index))
  const items = rows.flatMap((row) => (row?.type === 'item' ? row : []))
  const logs = items.filter(({ isRemoved }) => !isRemoved).map(({ item }) => item)
  return { logs, gaps: count - items.length, removed: items.length - logs.length }
}

/** Against the chain as it stands, oldest first, from the oldest log that is shown. */
export function compareLogs({ gaps, logs, removed }: Shown, truth: readonly Place[]): Comparison {
  const isReversed = (logs[0]?.block_height ?? 0) > (logs.at(-1)?.block_height ?? 0)
  const shown = logs.map((log, nth) => toLogEventId((isReversed && logs.at(-1 - nth)) || log))
  const all = truth.map(toLogEventId)
  const expected = all.slice(Math.max(0, shown[0] === undefined ? 0 : all.indexOf(shown[0])))
  const [has, wanted] = [new Set(shown), new Set(expected)]
  return {
    isSame: shown.length === expected.length && shown.every((id, nth) => id === expected[nth]),
    shown: shown.length,
    missing: expected.filter((id) => !has.has(id)).length,
    excess: shown.filter((id) => !wanted.has(id)).length,
    gaps,
    removed,
  }
}

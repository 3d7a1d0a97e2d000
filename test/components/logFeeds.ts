import type { FeedGap, FeedRow, FeedRows, FeedSource } from '../../src/exports/index.js'
import type { LogEvent } from '../../src/exports/covalent.js'

const hash = (nth: number) => `0x${nth.toString(16).padStart(64, '0')}`

/** A transfer in the block of that height: what is higher is newer. */
export function toLog(height: number, change: Partial<LogEvent> = {}): LogEvent {
  return {
    block_height: height,
    log_offset: 0,
    tx_hash: hash(height),
    block_signed_at: '2025-12-17T16:43:21Z',
    sender_address: '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b',
    decoded: {
      name: 'Transfer',
      signature: 'Transfer(indexed address from, uint256 value)',
      params: [
        { name: 'from', type: 'address', value: '0x52908400098527886e0f7030069857d2e4169ee7' },
        { name: 'value', type: 'uint256', value: '9007199254740993' },
      ],
    },
    ...change,
  }
}

/** Of heights up to `newest`, newest first. */
export const toLogs = (newest: number, count: number) =>
  Array.from({ length: count }, (_log, nth) => toLog(newest - nth))

export type Row = LogEvent | FeedGap | { readonly removed: LogEvent }

export function toRows(list: readonly Row[]): FeedRows<LogEvent> {
  return {
    count: list.length,
    get: (index) => list[index] && toRow(list[index]),
    getItems: () => list.flatMap((row) => ('tx_hash' in row ? [row] : [])),
  }
}

function toRow(row: Row): FeedRow<LogEvent> {
  if ('from' in row) return { type: 'gap', key: `gap ${row.from}`, gap: row }
  const item = 'removed' in row ? row.removed : row
  return { type: 'item', key: item.tx_hash, item, isRemoved: 'removed' in row }
}

/** A feed at one moment, as its hook would return it. */
export function toFeed(list: readonly Row[], change: Partial<FeedSource<LogEvent>> = {}): FeedSource<LogEvent> {
  return {
    rows: toRows(list),
    newCount: 0,
    isPaused: false,
    hasOlder: false,
    isLoadingOlder: false,
    isPending: false,
    error: null,
    connection: { status: 'connected', transport: 'socket' },
    refetch: () => {},
    pause: () => {},
    resume: () => {},
    clear: () => {},
    loadOlder: () => Promise.resolve(),
    ...change,
  }
}

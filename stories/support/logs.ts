import type { FeedGap, FeedRow, FeedRows, FeedSource } from 'onwire'
import type { LogEvent } from 'onwire/covalent'

const start = Date.UTC(2025, 11, 17, 16, 43, 21)
export const head = 21_414_186
const contract = '0x7be8076f4ea4a4ad08075c2508e481d6c946d12b'
const hex = (seed: number, digits: number) =>
  Array.from({ length: digits }, (_digit, nth) => ((seed * 7919 + nth * nth * 31 + nth * seed) % 16).toString(16)).join(
    '',
  )
const address = (seed: number) => `0x${hex(seed, 40)}`

const common = (nth: number): LogEvent => ({
  block_height: head - nth * 3,
  log_offset: nth % 200,
  tx_hash: `0x${hex(nth + 1, 64)}`,
  block_signed_at: new Date(start - nth * 36_000).toISOString(),
  sender_address: contract,
  sender_name: 'Simulated Token',
  sender_contract_decimals: 18,
  sender_contract_ticker_symbol: 'SIM',
  raw_log_topics: ['0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef', `0x${hex(nth + 2, 64)}`],
  raw_log_data: `0x${hex(nth + 5, 64)}`,
})

/** From the newest to older ones: `nth` is how long ago. */
export function toTransfer(nth: number): LogEvent {
  return {
    ...common(nth),
    decoded: {
      name: 'Transfer',
      signature: 'Transfer(indexed address from, indexed address to, uint256 value)',
      params: [
        { name: 'from', type: 'address', indexed: true, decoded: true, value: address(nth + 3) },
        { name: 'to', type: 'address', indexed: true, decoded: true, value: address(nth + 4) },
        { name: 'value', type: 'uint256', indexed: false, decoded: true, value: `${(nth + 1) * 1234567}000000000000` },
      ],
    },
  }
}

export const undecoded: LogEvent = { ...common(1), sender_name: null, decoded: null }

/** A list, a value that nobody reads whole, one of which only the hash is known, and a truth. */
export const batch: LogEvent = {
  ...common(2),
  decoded: {
    name: 'TransferBatch',
    signature:
      'TransferBatch(indexed address operator, uint256[] ids, uint256 limit, indexed string key, bool approved)',
    params: [
      { name: 'operator', type: 'address', indexed: true, decoded: true, value: address(9) },
      {
        name: 'ids',
        type: 'uint256[]',
        indexed: false,
        decoded: true,
        value: ['1', '900719925474099312345', '3', '4'].map((value) => ({
          value,
          bitSize: 256,
          typeAsString: 'uint256',
        })),
      },
      {
        name: 'limit',
        type: 'uint256',
        indexed: false,
        decoded: true,
        value: '115792089237316195423570985008687907853269984665640564039457584007913129639935',
      },
      { name: 'key', type: 'string', indexed: true, decoded: false, value: null },
      { name: 'approved', type: 'bool', indexed: false, decoded: true, value: true },
    ],
  },
}

type Row = LogEvent | FeedGap | { readonly removed: LogEvent }

/** Rows of a list that is there: events, gaps, and events that were removed. */
export function toRows(list: readonly Row[]): FeedRows<LogEvent> {
  return {
    count: list.length,
    get: (index) => {
      const row = list[index]
      return row && toRow(row)
    },
    getItems: () => list.flatMap((row) => ('tx_hash' in row ? [row] : 'removed' in row ? [row.removed] : [])),
  }
}

function toRow(row: Row): FeedRow<LogEvent> {
  if ('from' in row) return { type: 'gap', key: `gap ${row.from}`, gap: row }
  const item = 'removed' in row ? row.removed : row
  return { type: 'item', key: `${item.tx_hash}:${item.log_offset}`, item, isRemoved: 'removed' in row }
}

/** As many as are asked for, newest first. */
export function toManyRows(count: number): FeedRows<LogEvent> {
  const drawn = Array.from({ length: 50 }, (_transfer, nth) => toTransfer(nth))
  const items = Array.from({ length: count }, (_item, nth) => ({ ...drawn[nth % 50]!, block_height: head - nth }))
  return {
    count,
    get: (index) => {
      const item = items[index]
      return item && { type: 'item', key: `${item.block_height}`, item, isRemoved: false }
    },
    getItems: () => items,
  }
}

const nothing = () => {}

/** A feed as its hook returns it, at rest. */
export function toFeed(rows: FeedRows<LogEvent>, change: Partial<FeedSource<LogEvent>> = {}): FeedSource<LogEvent> {
  return {
    rows,
    newCount: 0,
    isPaused: false,
    hasOlder: false,
    isLoadingOlder: false,
    isPending: false,
    error: null,
    connection: { status: 'connected', transport: 'socket' },
    refetch: nothing,
    pause: nothing,
    resume: nothing,
    clear: nothing,
    loadOlder: () => Promise.resolve(),
    ...change,
  }
}

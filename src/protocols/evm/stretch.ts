import type { FetchContext } from '../../core/contract/fetchContext.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { WritableFeedProgress } from '../../core/feed/feedProgress.js'
import type { BlockSpan } from './limits.js'
import type { LogEvent } from './model.js'
import type { EvmFinality } from './options.js'
import { type Header, toHeader, toLogEvent } from './read.js'
import type { EvmRest, RpcAnswer, RpcCall } from './rest.js'
import { type LogsTopic, toFilter } from './topic.js'

export interface FetchLogsOptions {
  readonly finality: EvmFinality
  readonly lookbackBlocks: number
  readonly maxBlockRange: number
  readonly maxRequests: number
}

/** Everything that one reading of a topic is made with. */
export interface Reading {
  readonly rest: EvmRest
  readonly topic: LogsTopic
  readonly context: FetchContext<FeedData<LogEvent>>
  readonly options: FetchLogsOptions
  readonly span: BlockSpan
  readonly progress: WritableFeedProgress<LogsTopic>
}

/** The answers contradict each other: blocks were replaced meanwhile, or two nodes disagree. It is read once more. */
export const moved = Symbol('moved')

export const toBlockCall = (block: number | EvmFinality): RpcCall => [
  'eth_getBlockByNumber',
  [typeof block === 'number' ? toHex(block) : block, false],
]

export function toLogsCall(topic: LogsTopic, from: number, to: number | EvmFinality): RpcCall {
  const toBlock = typeof to === 'number' ? toHex(to) : to
  return ['eth_getLogs', [{ ...toFilter(topic), fromBlock: toHex(from), toBlock }]]
}

export function ask({ context, rest }: Reading, calls: readonly RpcCall[]): Promise<readonly RpcAnswer[]> {
  return rest.ask(calls, context.request)
}

/** A list of logs, all of them on the chain of the block `end`; undefined where one can't be read. */
export function toLogs(answer: RpcAnswer | undefined): readonly LogEvent[] | undefined {
  const logs = answer?.result
  if (!Array.isArray(logs)) return undefined
  const events = logs.flatMap((log) => toLogEvent(log) ?? [])
  return events.length === logs.length ? events : undefined
}

export interface Stretch {
  readonly items: readonly LogEvent[]
  /** The lowest block that was read; above `to` where none was. */
  readonly from: number
  /** The block before the lowest one, and the last blocks of all requests. */
  readonly headers: readonly Header[]
}

export interface StretchOptions {
  readonly from: number
  readonly to: number
  /** The hash that the block `to` must have. Any by default. */
  readonly hash?: string | undefined
  /** No more is read once there are so many logs. All by default. */
  readonly enough?: number
}

/**
 * Reads a stretch from its end to its beginning, in ranges that a node allows.
 *
 * Each request asks for the last block of its range, the block before it, the logs, and the last block once more. So
 * its logs are of that block's chain; and that is the chain of the range above, whose block before it was the same.
 */
export async function readStretch(
  reading: Reading,
  { enough = Infinity, from, hash, to }: StretchOptions,
): Promise<Stretch | typeof moved> {
  const { options, progress, span, topic } = reading
  const headers: Header[] = []
  let items: readonly LogEvent[] = []
  let high = to
  let expected = hash
  try {
    for (let left = options.maxRequests; left > 0 && high >= from && items.length < enough; left -= 1) {
      const low = Math.max(from, high - span.get() + 1)
      if (low > from || high < to) progress.set(topic, { done: to - high, total: to - from + 1 })
      const before = toBlockCall(Math.max(0, low - 1))
      const end = toBlockCall(high)
      const answers = await ask(reading, [before, end, toLogsCall(topic, low, high), end])
      const [lower, first, last] = [0, 1, 3].map((nth) => toHeader(answers[nth]?.result))
      const logs = toLogs(answers[2])
      if (answers[2]?.trouble === 'range' && low < high) {
        span.refuse(high - low + 1)
        continue
      }
      if (!lower || !first || !last || first.hash !== last.hash || (expected && expected !== last.hash)) return moved
      if (!logs) throw toLogsError(reading, answers[2])
      items = [...logs, ...items]
      headers.unshift(lower, last)
      expected = lower.hash
      span.accept(high - low + 1)
      high = low - 1
    }
  } finally {
    progress.set(topic, undefined)
  }
  return { items, from: high + 1, headers }
}

function toLogsError({ rest }: Reading, answer: RpcAnswer | undefined): Error {
  return rest.toError('LOGS_REFUSED', `The node gave no logs: ${answer?.message ?? "its answer can't be read"}.`)
}

function toHex(number: number): string {
  return `0x${number.toString(16)}`
}

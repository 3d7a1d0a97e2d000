import type { FeedAnswer, FeedData } from '../../../src/core/contract/feed.js'
import type { FeedRange } from '../../../src/core/contract/fetchContext.js'
import { covalent, type CovalentOptions, type LogEvent, type LogsTopic } from '../../../src/protocols/covalent/index.js'
import { askingWith } from '../support/asking.js'
import { address } from './logs.js'

const { signal } = new AbortController()

export interface ServedLogs {
  readonly logs: readonly LogEvent[]
  readonly head: number
  /** When the head was signed. */
  readonly signedAt?: string
  readonly order?: 'ascending' | 'descending'
  readonly counts?: boolean
  readonly topic?: LogsTopic
  /** Instead of an answer. */
  readonly reply?: (url: URL) => Response | undefined
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

/** Blocks so far apart that the newest is settled at once. */
const slow = { blockMs: Infinity, finalBlocks: 256 }

/** A service that pages through these logs, and what it was asked. Its index is never behind, unless `chainPaces` says so. */
export function serveLogs(served: ServedLogs, options: CovalentOptions = {}) {
  const asked: { readonly url: URL; readonly init: RequestInit | undefined }[] = []
  let state = served

  const protocol = covalent({
    chainPaces: { 1: slow },
    ...options,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input))
      asked.push({ url, init })
      return state.reply?.(url) ?? json({ data: answer(url), error: false, error_message: null, error_code: null })
    },
  })
  const topic = served.topic ?? { kind: 'logs', chain: 'eth-mainnet', address }

  function answer({ pathname, searchParams }: URL) {
    if (pathname.endsWith('/block_v2/latest/'))
      return { items: [{ height: state.head, signed_at: state.signedAt }], pagination: null }
    const read = (name: string) => Number(searchParams.get(name))
    const [from, to, size, page] = ['starting-block', 'ending-block', 'page-size', 'page-number'].map(read)
    if (from === undefined || to === undefined || size === undefined || page === undefined || from > to)
      throw new Error(`No range: ${searchParams.toString()}`)
    const sign = state.order === 'descending' ? -1 : 1
    const all = state.logs
      .filter(({ block_height }) => block_height >= from && block_height <= to)
      .sort((a, b) => sign * (a.block_height - b.block_height || a.log_offset - b.log_offset))
    const items = all.slice(page * size, (page + 1) * size)
    const has_more = (page + 1) * size < all.length
    const total_count = state.counts ? all.length : null
    return { items, pagination: { has_more, page_number: page, page_size: size, total_count } }
  }

  return {
    asked,
    protocol,
    topic,
    change: (part: Partial<ServedLogs>) => void (state = { ...state, ...part }),
    /** The event requests' ranges and pages: `100-200 #0`. */
    ranges: () =>
      asked
        .filter(({ url }) => url.pathname.includes('/events/'))
        .map(({ url: { searchParams: query } }) =>
          [query.get('starting-block'), '-', query.get('ending-block'), ' #', query.get('page-number')].join(''),
        ),
    /** Each log once, as it came. */
    async fetch(known?: FeedData<LogEvent>, limit = 100, range?: FeedRange): Promise<FeedAnswer<LogEvent>> {
      const answer = await protocol.feed.fetch?.(topic, askingWith(signal, { current: known, limit, range }))
      if (!answer) throw new Error('none')
      const once = new Map(answer.items.map((item) => [protocol.feed.identity(item), item]))
      return { ...answer, items: [...once.values()] }
    },
    /** As the engine does it. */
    state: async (known?: FeedData<LogEvent>, limit = 100, range?: FeedRange): Promise<FeedData<LogEvent>> => {
      const state = protocol.stateOf(topic)
      const next = await state.fetch?.(topic, askingWith(signal, { current: known, limit, range }))
      if (!next) throw new Error('none')
      return state.merge(known, next, { via: 'poll', receivedAt: 0, askedAt: 0, previousChangedAt: 0 })
    },
  }
}

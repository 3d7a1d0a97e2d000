import { createEngine } from '../../../src/core/engine/engine.js'
import type { Feed, FeedData } from '../../../src/core/contract/feed.js'
import { toFeedPiece } from '../../../src/core/feed/toFeedPiece.js'
import { getAskFrom } from '../../../src/core/feed/coverage.js'
import { createFeedState } from '../../../src/core/feed/feedState.js'
import type { Protocol } from '../../../src/core/contract/protocol.js'
import type { TransportEvents } from '../../../src/core/contract/transport.js'
import { createTestEnvironment } from '../../support/environment.js'

/** A log of a small chain. */
export interface Log {
  readonly id: string
  readonly block: number
  readonly nth: number
}

export interface ChainTopic {
  readonly kind: 'logs'
}

export const topic: ChainTopic = { kind: 'logs' }
const overlap = 12

export function toFeed(fetch?: Feed<ChainTopic, Log>['fetch']): Feed<ChainTopic, Log> {
  return {
    identity: ({ id }) => id,
    position: ({ block }) => block,
    compare: (a, b) => a.nth - b.nth,
    vanishes: true,
    isItem: (value): value is Log => typeof value === 'object' && value !== null && 'id' in value && 'block' in value,
    ...(fetch && { fetch }),
  }
}

/** A chain, its service, an engine that follows its logs, and what was told of them. */
export function createScriptedChain({ isPollable = true, limit = 1_000 } = {}) {
  const setup = createTestEnvironment()
  const blocks: Log[][] = [[]]
  const links: (TransportEvents<string> & { isOver: boolean; isSubscribed: boolean })[] = []
  let ids = 0
  let isUp = true
  let isSilent = false
  let asked = 0
  /** Its first answer reaches back by that many blocks. */
  const service = { failure: undefined as Error | undefined, delayMs: 10, firstBlocks: Infinity }
  const head = () => blocks.length - 1

  const feed = toFeed(
    isPollable
      ? (_topic, { current: known, range, request }) =>
          request(async () => {
            asked += 1
            const to = range?.to ?? head()
            const first = Math.max(0, to + 1 - service.firstBlocks)
            const from =
              range?.from ?? (range ? Math.max(0, to - 20) : ((known && getAskFrom(known, overlap)) ?? first))
            const items = blocks.slice(from, to + 1).flat()
            await new Promise<void>((resolve) => setup.clock.setTimeout(resolve, service.delayMs))
            if (service.failure) throw service.failure
            return { items, covered: [{ from, to }], hasOlder: from > 0 }
          })
      : undefined,
  )
  const state = createFeedState(feed)

  const protocol: Protocol<ChainTopic, FeedData<Log>, string, string> = {
    id: 'chain',
    name: 'chain',
    key: () => 'logs',
    check: () => undefined,
    live: {
      transport: {
        open(events) {
          const link = { ...events, isOver: false, isSubscribed: false }
          links.push(link)
          setup.clock.setTimeout(() => {
            if (isUp && !link.isOver) link.open()
            else if (!link.isOver) end(link)
          }, 5)
          return {
            send: () => (link.isSubscribed = true),
            close: () => (link.isOver = true),
          }
        },
      },
      sync: (wanted, sent) => (wanted.length > sent.length ? ['follow'] : []),
      decode(frame) {
        const items: Log[] = JSON.parse(frame)
        return [{ type: 'update', keys: ['logs'], data: toFeedPiece(items, feed.position) }]
      },
      refusals: [],
      liveness: { readyMs: 10_000 },
    },
    stateOf: () => state,
  }
  const engine = createEngine({
    protocol,
    environment: setup.environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })

  function end(link: (typeof links)[number]) {
    link.isOver = true
    link.close({ opened: link.isSubscribed, message: 'gone' })
  }

  function push(items: readonly Log[]) {
    for (const link of links)
      if (link.isSubscribed && !link.isOver && !isSilent) for (const item of items) link.frame(JSON.stringify([item]))
  }

  return {
    ...setup,
    engine,
    protocol,
    feed,
    state,
    service,
    topic,
    asked: () => asked,
    links: () => links.length,
    watch: () => engine.topic(topic).watch({ refetch: () => engine.topic(topic).snapshot(), limit }),
    wait: (ms: number) => setup.clock.advanceAsync(ms),
    data: () => engine.topic(topic).getData(),
    /** What is shown and not taken back. */
    shown: () => {
      const { items = [], removed = [] } = engine.topic(topic).getData() ?? {}
      return items.filter(({ id }) => !removed.includes(id)).map(({ block, id, nth }) => `${block}.${nth} ${id}`)
    },
    /** What the chain holds. */
    truth: () => blocks.flat().map(({ block, id, nth }) => `${block}.${nth} ${id}`),
    mine(...counts: readonly number[]) {
      for (const count of counts) {
        const block = blocks.length
        const logs = Array.from({ length: count }, (_, nth) => ({ id: `l${(ids += 1)}`, block, nth }))
        blocks.push(logs)
        push(logs)
      }
    },
    /** Every second log of the last blocks comes again, a block later than it was; the others are gone. */
    reorganise(depth: number) {
      const gone = blocks.splice(Math.max(1, blocks.length - depth)).flat()
      const back = gone.filter((_, nth) => nth % 2 === 0)
      blocks.push([], ...Array.from({ length: depth }, (): Log[] => []))
      const block = head()
      const logs = back.map(({ id }, nth) => ({ id, block, nth }))
      blocks[block] = logs
      push(logs)
    },
    drop() {
      isUp = false
      for (const link of links) if (!link.isOver) end(link)
    },
    restore: () => void (isUp = true),
    /** The link stays up and brings nothing any more. */
    setSilent: (silent: boolean) => void (isSilent = silent),
  }
}

import type { SimulatorClock } from '../../kit/clock.js'
import { createRandom } from '../../kit/random.js'
import { type BlockFacts, type CovalentBlock, toBlockHash, toLogEvent } from './covalentBlock.js'
import type { CovalentChainFacts } from './covalentChains.js'
import { type CovalentFilter, matches } from './covalentFilter.js'
import type { CovalentLogEvent, LogDraft } from './covalentLogEvent.js'
import { createBlockVersions } from './blockVersions.js'
import { reorganise } from './reorganise.js'

/** A contract that emits logs. */
export interface LogSource {
  /** The logs that it emits in the next block. */
  nextBlock(): readonly LogDraft[]
  /** This many logs, grouped into transactions. */
  draw(count: number): readonly LogDraft[]
  /** How often each of its logs is sent to whoever is subscribed. */
  pushTimes(): number
}

/** Logs that a listener is to hear of, in order. */
export interface CovalentChainNews {
  readonly type: 'block' | 'reorg'
  readonly chainId: number
  /** The head. */
  readonly height: number
  readonly logs: readonly { readonly log: CovalentLogEvent; readonly times: number }[]
}

export interface CovalentChain {
  readonly facts: CovalentChainFacts
  /** The newest block. */
  head(): CovalentBlock
  /** Undefined above the head. Blocks from before the simulation are empty, unless a history was written into them. */
  block(height: number): CovalentBlock | undefined
  /** As the chain stands now, or stood `agoMs` ago, in order; both ends belong to it. */
  logs(filter: CovalentFilter, from?: number, to?: number, agoMs?: number): readonly CovalentLogEvent[]
}

export interface RunningChain extends CovalentChain {
  /** From now on its logs stand in the blocks; returns its end. */
  addSource(source: LogSource): () => void
  /** The next block comes so much later, and so on. */
  setPace(blockMs: number): void
  /** Blocks out of turn, at once. `logs` stand in the first of them. */
  mine(blocks: number, source?: LogSource, logs?: number): void
  /** Spreads logs over the newest blocks, as if they had always stood there. Nobody is told. */
  addHistory(source: LogSource, logs: number, blocks: number): void
  /** The newest `depth` blocks are replaced, and one more is put on them. Every log in them is news. */
  reorganise(depth: number): void
  /** Blocks come by the clock, until `stop`. */
  run(): void
  /** The chain stands still, and can still be read. */
  stop(): void
}

export interface CovalentChainContext {
  readonly facts: CovalentChainFacts
  readonly seed: number
  readonly clock: SimulatorClock
  /** The service's clock, in milliseconds. */
  serviceNow(): number
  news(news: CovalentChainNews): void
}

/** How many blocks are remembered; older ones are empty again. */
const keptBlocks = 10_000

/** A chain that stands still until it is told to run. */
export function createCovalentChain(context: CovalentChainContext): RunningChain {
  const { facts, seed, clock } = context
  const random = createRandom(seed ^ facts.id)
  const bornAt = context.serviceNow()
  const blocks = new Map<number, CovalentBlock>()
  const versions = createBlockVersions(context.serviceNow)
  const sources = new Set<LogSource>()
  let height = facts.bornHeight
  let forks = 0
  let blockMs = facts.blockMs
  let timer: unknown
  let isRunning = false

  const toBlock = (at: number, signedAt: number): BlockFacts => ({
    height: at,
    hash: toBlockHash(seed, facts.id, at, forks),
    signedAt,
  })
  const emptyBlock = (at: number): CovalentBlock => ({
    height: at,
    hash: toBlockHash(seed, facts.id, at, 0),
    signedAt: bornAt - (facts.bornHeight - at) * facts.blockMs,
    logs: [],
  })
  const blockAt = (at: number): CovalentBlock => blocks.get(at) ?? emptyBlock(at)
  const put = (block: CovalentBlock, at?: number): void => {
    blocks.set(block.height, block)
    versions.add(block, at)
  }
  const extend = (block: CovalentBlock, drafts: readonly LogDraft[], at?: number): CovalentBlock => {
    let offset = block.logs.at(-1)?.log_offset ?? -1
    const logs = drafts.map((draft) => toLogEvent(draft, block, (offset += 1 + Math.floor(random.next() * 4))))
    const extended = { ...block, logs: [...block.logs, ...logs] }
    put(extended, at)
    return extended
  }
  const mineOne = (extra?: LogSource, extraLogs = 0): void => {
    height += 1
    let block: CovalentBlock = { ...toBlock(height, context.serviceNow()), logs: [] }
    const news: CovalentChainNews['logs'][number][] = []
    for (const source of sources) {
      const drafts = source === extra ? [...source.nextBlock(), ...source.draw(extraLogs)] : source.nextBlock()
      const before = block.logs.length
      block = extend(block, drafts)
      for (const log of block.logs.slice(before)) news.push({ log, times: source.pushTimes() })
    }
    put(block)
    blocks.delete(height - keptBlocks)
    versions.forget(height - keptBlocks)
    context.news({ type: 'block', chainId: facts.id, height, logs: news })
  }
  const arm = (): void => {
    if (!isRunning) return
    timer = clock.setTimeout(() => {
      arm()
      mineOne()
    }, blockMs)
  }

  return {
    facts,
    head: () => blockAt(height),
    block: (at) => (at >= 0 && at <= height ? blockAt(at) : undefined),
    logs: (filter, from = 0, to = height, agoMs = 0) =>
      (agoMs > 0 ? versions.at(agoMs) : [...blocks.values()])
        .filter((block) => block.height >= from && block.height <= to)
        .sort((a, b) => a.height - b.height)
        .flatMap(({ logs }) => logs.filter((log) => matches(filter, log))),
    addSource(source) {
      sources.add(source)
      return () => sources.delete(source)
    },
    setPace(ms) {
      blockMs = ms
      clock.clearTimeout(timer)
      arm()
    },
    mine(count, source, logs) {
      for (let mined = 0; mined < count; mined += 1) mineOne(source, mined === 0 ? logs : 0)
    },
    addHistory(source, count, depth) {
      for (let index = 0; index < depth; index += 1) {
        const logs = Math.floor(((index + 1) * count) / depth) - Math.floor((index * count) / depth)
        const at = height - depth + 1 + index
        if (logs > 0) extend(blockAt(at), source.draw(logs), -Infinity)
      }
    },
    reorganise(depth) {
      const orphaned = Array.from({ length: depth }, (_, index) => blockAt(height - depth + 1 + index))
      forks += 1
      height += 1
      const made = reorganise({
        orphaned,
        blocks: [
          ...orphaned.map((block) => toBlock(block.height, block.signedAt)),
          toBlock(height, context.serviceNow()),
        ],
        random,
        drawNew: () => [...sources][0]?.draw(1) ?? [],
      })
      for (const block of made) put(block)
      const logs = made.flatMap((block) => block.logs.map((log) => ({ log, times: 1 })))
      context.news({ type: 'reorg', chainId: facts.id, height, logs })
    },
    run() {
      if (isRunning) return
      isRunning = true
      arm()
    },
    stop() {
      isRunning = false
      clock.clearTimeout(timer)
    },
  }
}

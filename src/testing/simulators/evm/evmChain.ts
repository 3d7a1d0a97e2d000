import type { SimulatorClock } from '../../kit/clock.js'
import type { EvmBlock, EvmLog, EvmLogDraft, EvmMinedTransaction, EvmTransaction } from './evmBlock.js'
import { toHash, toLogs } from './evmBlock.js'

/** A change of the chain: blocks that left it, newest first, and blocks that came, oldest first. */
export interface EvmChainNews {
  readonly left: readonly EvmBlock[]
  readonly came: readonly EvmBlock[]
}

export interface EvmChain extends EvmView {
  /** All logs of the chain, in order. */
  logs(): readonly EvmLog[]
  /** A block comes, with these logs and transactions. Its sender's waiting ones of the same nonce are forgotten. */
  mine(drafts?: readonly EvmLogDraft[], transactions?: readonly EvmMinedTransaction[]): void
  /** A transaction is sent, and waits. */
  send(transaction: EvmTransaction): void
  /** A waiting transaction is forgotten. */
  forget(hash: string): void
  /** Blocks that come from now on are dated so much later, in ms. */
  dateLater(ms: number): void
  /**
   * The newest `depth` blocks are replaced by as many others, and one more comes. `draw` makes the logs of each.
   * Transactions of the blocks that leave wait again.
   */
  reorganise(depth: number, draw: () => readonly EvmLogDraft[]): void
  /** Writes a past: so many logs over so many blocks up to the head. Nobody is told. */
  addHistory(blocks: number, draw: (nth: number) => readonly EvmLogDraft[]): void
  /** The chain of a node that hasn't heard of the newest `lag` blocks, and has made `own` blocks after that. */
  sibling(lag: number, own: number): EvmView
  /** Blocks come by the clock, each with what `draw` makes. */
  run(blockMs: number, draw: () => readonly EvmLogDraft[]): void
  stop(): void
}

/** A chain as one node sees it. */
export interface EvmView {
  head(): EvmBlock
  /** Undefined above the head. */
  block(height: number): EvmBlock | undefined
  /** The transactions that wait for a block. */
  waiting(): readonly EvmTransaction[]
}

export interface EvmChainContext {
  readonly seed: number
  readonly clock: SimulatorClock
  serviceNow(): number
  news(news: EvmChainNews): void
}

/** The height at which the simulation begins. */
export const bornHeight = 20_000

/** A chain of blocks, each of which names its parent by its hash. */
export function createEvmChain({ clock, news, seed, serviceNow }: EvmChainContext): EvmChain {
  const blocks = new Map<number, EvmBlock>()
  const bornAt = Math.floor(serviceNow() / 1000)
  let height = bornHeight
  let forks = 0
  let timer: unknown
  let laterMs = 0
  let waiting: readonly EvmTransaction[] = []

  const early = (at: number): EvmBlock => ({
    height: at,
    hash: toHash(seed, at, 0),
    parentHash: toHash(seed, at - 1, 0),
    timestamp: bornAt - (bornHeight - at),
    logs: [],
    transactions: [],
  })
  /** Kept once it was made: ranges of thousands of blocks are asked for again and again. */
  const remember = (block: EvmBlock): EvmBlock => {
    blocks.set(block.height, block)
    return block
  }
  const get = (at: number): EvmBlock | undefined =>
    at < 0 || at > height ? undefined : (blocks.get(at) ?? remember(early(at)))
  const make = (at: number, parent: EvmBlock | undefined, drafts: readonly EvmLogDraft[], fork: number): EvmBlock => {
    const timestamp = Math.floor((serviceNow() + laterMs) / 1000)
    const block = { height: at, hash: toHash(seed, at, fork), parentHash: parent?.hash ?? '', timestamp }
    return { ...block, logs: toLogs(block, drafts, seed + fork), transactions: [] }
  }
  const append = (
    drafts: readonly EvmLogDraft[],
    fork: number,
    transactions: readonly EvmMinedTransaction[] = [],
  ): EvmBlock => {
    const block = { ...make(height + 1, get(height), drafts, fork), transactions }
    height += 1
    blocks.set(height, block)
    waiting = waiting.filter((each) => !transactions.some(({ transaction }) => isSamePlace(each, transaction)))
    return block
  }

  return {
    head: () => get(height) ?? early(height),
    block: get,
    logs: () =>
      [...blocks.values()]
        .filter((block) => block.height <= height && block.logs.length > 0)
        .sort((a, b) => a.height - b.height)
        .flatMap(({ logs }) => logs),
    waiting: () => waiting,
    mine(drafts = [], transactions = []) {
      forks += 1
      news({ left: [], came: [append(drafts, forks, transactions)] })
    },
    send(transaction) {
      waiting = [...waiting, transaction]
    },
    forget(hash) {
      waiting = waiting.filter((each) => each.hash !== hash)
    },
    dateLater(ms) {
      laterMs += ms
    },
    reorganise(depth, draw) {
      forks += 1
      const left = Array.from({ length: depth }, (_, nth) => get(height - nth)).filter((block) => block !== undefined)
      height -= left.length
      waiting = [...waiting, ...left.flatMap(({ transactions }) => transactions.map(({ transaction }) => transaction))]
      const came = Array.from({ length: left.length + 1 }, () => append(draw(), forks))
      news({ left, came })
    },
    addHistory(count, draw) {
      for (let nth = 0; nth < count; nth += 1) {
        const block = get(height - count + 1 + nth)
        if (block) blocks.set(block.height, { ...block, logs: toLogs(block, draw(nth), seed) })
      }
    },
    sibling(lag, own) {
      const base = Math.max(0, height - lag)
      const made = new Map<number, EvmBlock>()
      const at = (nth: number) => made.get(nth) ?? (nth <= base ? get(nth) : undefined)
      for (let nth = 1; nth <= own; nth += 1) made.set(base + nth, make(base + nth, at(base + nth - 1), [], 1e6 + base))
      return { head: () => at(base + own) ?? early(base), block: at, waiting: () => waiting }
    },
    run(blockMs, draw) {
      clock.clearTimeout(timer)
      const tick = () => {
        timer = clock.setTimeout(tick, blockMs)
        forks += 1
        news({ left: [], came: [append(draw(), forks)] })
      }
      timer = clock.setTimeout(tick, blockMs)
    },
    stop: () => clock.clearTimeout(timer),
  }
}

/** Only one transaction of a sender and a nonce ever gets into a chain. */
function isSamePlace(a: EvmTransaction, b: EvmTransaction): boolean {
  return a.from === b.from && a.nonce === b.nonce
}

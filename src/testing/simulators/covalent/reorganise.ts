import type { Random } from '../../kit/random.js'
import { type BlockFacts, type CovalentBlock, toDraft, toLogEvent } from './covalentBlock.js'
import type { CovalentLogEvent, LogDraft } from './covalentLogEvent.js'

export interface Reorganisation {
  /** The replaced blocks, in order of their heights. */
  readonly orphaned: readonly CovalentBlock[]
  /** Their replacements: the same heights and one more, since only a longer chain wins. */
  readonly blocks: readonly BlockFacts[]
  readonly random: Random
  /** Logs of a transaction that was on nobody's chain before; empty where no contract is there to make one. */
  drawNew(): readonly LogDraft[]
}

/**
 * Replaces blocks. The orphaned transactions fare differently in turns, each with all its logs together: one comes back
 * at another height with its old offsets, one with other offsets, one never, one in its old place. For four of them
 * (and for the first) a new one appears.
 */
export function reorganise({ orphaned, blocks, random, drawNew }: Reorganisation): readonly CovalentBlock[] {
  const places = new Map(blocks.map((block) => [block.height, new Map<number, LogDraft>()]))
  const heights = blocks.map(({ height }) => height)
  const put = (height: number, drafts: readonly (readonly [number, LogDraft])[]): void => {
    for (const [offset, draft] of drafts) places.get(height)?.set(offset, draft)
  }
  const isFree = (height: number, offsets: readonly number[]): boolean =>
    offsets.every((offset) => !places.get(height)?.has(offset))
  const pick = (): number => heights[Math.floor(random.next() * heights.length)] ?? 0
  /** Behind everything that stands there, and behind every offset of its own: none of them stays the same. */
  const append = (height: number, drafts: readonly LogDraft[], behind: readonly number[]): void => {
    let offset = Math.max(-1, ...behind, ...(places.get(height)?.keys() ?? []))
    put(
      height,
      drafts.map((draft) => [(offset += 1 + Math.floor(random.next() * 4)), draft]),
    )
  }

  const transactions = toTransactions(orphaned)
  const turn = (rest: number) => transactions.filter((_logs, index) => index % 4 === rest)
  const offsetsOf = (logs: readonly CovalentLogEvent[]) => logs.map(({ log_offset }) => log_offset)
  const withOffsets = (logs: readonly CovalentLogEvent[]) => logs.map((log) => [log.log_offset, toDraft(log)] as const)

  for (const logs of turn(3)) put(logs[0]?.block_height ?? 0, withOffsets(logs))
  for (const logs of turn(0)) {
    const others = heights.filter((height) => height !== logs[0]?.block_height && isFree(height, offsetsOf(logs)))
    const height = others[Math.floor(random.next() * others.length)]
    if (height === undefined) append(pick(), logs.map(toDraft), offsetsOf(logs))
    else put(height, withOffsets(logs))
  }
  for (const logs of turn(1)) append(pick(), logs.map(toDraft), offsetsOf(logs))
  for (const _logs of turn(0)) append(pick(), drawNew(), [])

  return blocks.map((block) => ({
    ...block,
    logs: [...(places.get(block.height) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([offset, draft]) => toLogEvent(draft, block, offset)),
  }))
}

function toTransactions(blocks: readonly CovalentBlock[]): readonly (readonly CovalentLogEvent[])[] {
  const transactions = new Map<string, CovalentLogEvent[]>()
  for (const log of blocks.flatMap(({ logs }) => logs)) {
    const known = transactions.get(log.tx_hash)
    if (known === undefined) transactions.set(log.tx_hash, [log])
    else known.push(log)
  }
  return [...transactions.values()]
}

/** A node's error, as a word. */
export type NodeTrouble = 'rate' | 'range' | 'batch' | 'other'

/**
 * Nodes and providers refuse a request that asks too much, each in words of its own: Infura and Geth's kin say
 * -32005 "query returned more than 10000 results", Alchemy -32602 "Log response size exceeded", QuickNode -32614
 * "eth_getLogs is limited to a 10,000 range", Ankr and BNB Chain "exceed maximum block range", Erigon and Polygon
 * "query timeout exceeded", Nethermind "Too many logs requested". So the words count, and the code only after them.
 */
const words: readonly (readonly [trouble: NodeTrouble, says: RegExp])[] = [
  ['rate', /rate.?limit|too many requests|per second|compute units|throughput|request count/i],
  ['batch', /batch/i],
  ['range', /range|more than|too (many|large|big|wide)|exceed|limit|size|timed? ?out|capacity|narrow/i],
]

/** Says what follows from an error of a node's. */
export function toTrouble(code: unknown, message: string): NodeTrouble {
  const found = words.find(([, says]) => says.test(message))
  return found?.[0] ?? (code === 429 ? 'rate' : code === -32005 ? 'range' : 'other')
}

/** How many blocks are asked for at once. */
export interface BlockSpan {
  get(): number
  refuse(blocks: number): void
  accept(blocks: number): void
}

/**
 * Half as many as were refused, then more again, up to midway between what was accepted and what was refused. Never
 * asks for as many again as were refused: after the next refusal it goes back to what was accepted.
 */
export function createBlockSpan(most: number): BlockSpan {
  let span = most
  let accepted = 0
  let refused = Infinity
  return {
    get: () => span,
    refuse(blocks) {
      if (blocks <= accepted) accepted = 0
      refused = Math.min(refused, blocks)
      span = accepted || Math.max(1, Math.floor(blocks / 2))
    },
    accept(blocks) {
      if (blocks < span) return
      accepted = span
      // Another refusal would cost more than the rest can win.
      if (refused - span > span / 8) span = Math.min(most, Math.ceil(span * 1.25), Math.floor((span + refused) / 2))
    },
  }
}

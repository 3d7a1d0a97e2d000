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

/** How many blocks are asked for at once: half as many after each refusal, and slowly more again. */
export interface BlockSpan {
  get(): number
  refuse(blocks: number): void
  accept(): void
}

/** Never asks for as many again as were refused: the provider's limit is found once. */
export function createBlockSpan(most: number): BlockSpan {
  let span = most
  let refused = Infinity
  return {
    get: () => span,
    refuse(blocks) {
      refused = blocks
      span = Math.max(1, Math.floor(blocks / 2))
    },
    accept: () => (span = Math.max(1, Math.min(most, refused - 1, Math.ceil(span * 1.25)))),
  }
}

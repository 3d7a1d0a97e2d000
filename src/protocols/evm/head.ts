import type { State } from '../../core/contract/protocol.js'
import { isSameJson } from '../../core/utils/json.js'
import { isInteger, isRecord } from '../shared/guards.js'
import type { EvmFinality } from './options.js'
import { isHash, toHeader } from './read.js'
import type { EvmRest } from './rest.js'
import { toBlockCall } from './stretch.js'
import type { HeadTopic } from './topic.js'

/** The newest block of a chain. Plain JSON. */
export interface BlockHead {
  readonly height: number
  readonly hash: string
  readonly parentHash: string
  /** The block's time, in unix ms; absent where the node doesn't say it. */
  readonly at?: number
}

/** Reads the header of a block; undefined where there is none. */
export function toBlockHead(value: unknown): BlockHead | undefined {
  const { time, ...head } = toHeader(value) ?? {}
  return 'height' in head ? { ...head, ...(time !== undefined && { at: time * 1000 }) } : undefined
}

/** The newest block, of those that the node calls `finality`. */
export function createHeadState(rest: EvmRest, finality: EvmFinality): State<HeadTopic, BlockHead> {
  return {
    async fetch(_, { request }) {
      const [answer] = await rest.ask([toBlockCall(finality)], request)
      const head = toBlockHead(answer?.result)
      if (head) return head
      throw rest.toError('NO_HEAD', `The node has no block that it calls ${finality}.`)
    },
    // A node that is behind has a lower block, and an earlier one. A lower block that is later is of another fork.
    merge: (previous, next) =>
      previous && (isSameJson(next, previous) || (next.height < previous.height && toAt(next) <= toAt(previous)))
        ? previous
        : next,
    // A poll may bring one block before the socket does, or several of a fast chain.
    hasMoved: (from, to) => to.height > from.height + 1 && toAt(to) - toAt(from) >= lateMs,
    finality: () => 'open',
    revive: (value) => (isBlockHead(value) ? value : undefined),
  }
}

/** The socket has lost news where an answer is so much later than what it brought, in the chain's own ms. */
const lateMs = 10_000

const toAt = ({ at = 0 }: BlockHead) => at

function isBlockHead(value: unknown): value is BlockHead {
  if (!isRecord(value)) return false
  const { at = 0, hash, height, parentHash } = value
  return isInteger(height) && height >= 0 && isHash(hash) && isHash(parentHash) && isInteger(at)
}

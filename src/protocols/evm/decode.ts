import type { FeedData } from '../../core/contract/feed.js'
import type { Incoming } from '../../core/contract/protocol.js'
import { toFeedPiece } from '../../core/feed/toFeedPiece.js'
import type { RpcRequest } from '../../transports/jsonRpc.js'
import { toRecord } from '../shared/guards.js'
import { type BlockHead, toBlockHead } from './head.js'
import { type LogEvent, toEvmLogId } from './model.js'
import { toHeader, type Header, toLogEvent } from './read.js'
import { type EvmTopic, isHead, isTransaction, type LogsTopic, toTopicKey } from './topic.js'
import { headsName, toSubscription } from './wire.js'

type News = Incoming<FeedData<LogEvent> | BlockHead, RpcRequest>

/** Transactions are asked for with new heads, but not more often, in seconds: some chains have four blocks in one. */
const pace = 2
/** So many in a row are asked for at once: a chain that stands still after them brings no other head. */
const burst = 4

/**
 * Tells what a frame means for these topics. Total: whatever comes, it is an answer and no exception.
 *
 * It remembers the last head and the highest: one that doesn't follow upon it, or is no higher, says that blocks were
 * replaced, or passed over.
 */
export function createDecode(chainId: number) {
  let last: Header | undefined
  let highest = -1
  let left = burst
  let lastTime = 0

  /** Tells topics other than the head what follows from it: some have to be asked for. */
  function onHeader(head: Header, others: readonly EvmTopic[]): readonly News[] {
    // 1. The first of several blocks is replaced. 2. It is asked for, and answered. 3. The others are replaced.
    const isHigher = head.height > highest
    const follows = !last || head.hash === last.hash || (head.parentHash === last.hash && isHigher)
    last = head
    if (isHigher) highest = head.height
    // In either direction: a time that is wrong delays nothing for long.
    left = Math.min(burst, left + Math.abs((head.time ?? Infinity) - lastTime) / pace)
    lastTime = head.time ?? lastTime
    const concerned = others.filter((topic) => !follows || (left >= 1 && isTransaction(topic)))
    if (concerned.some(isTransaction)) left = Math.max(0, left - 1)
    return concerned.map((topic) => ({ type: 'missed', key: toTopicKey(topic) }))
  }

  function onHead(result: unknown, topics: readonly EvmTopic[]): readonly News[] {
    const [header, data] = [toHeader(result), toBlockHead(result)]
    if (!header || !data) return withoutConsequence
    const keys = topics.filter(isHead).map(toTopicKey)
    const others = onHeader(
      header,
      topics.filter((topic) => !isHead(topic)),
    )
    const news: readonly News[] = [...(keys.length > 0 ? [{ type: 'update', keys, data } as const] : []), ...others]
    return news.length > 0 ? news : [{ type: 'alive' }]
  }

  return (frame: unknown, topics: readonly EvmTopic[]): readonly News[] => {
    const { method, name, result, type } = toRecord(frame)
    if (type === 'answer' && method === 'eth_chainId') {
      if (Number(result) === chainId) return [{ type: 'ready' }, { type: 'alive', pong: true }]
      return Number(result) > 0 ? [{ type: 'refused', scope: 'connection', code: 'WRONG_CHAIN' }] : withoutConsequence
    }
    if (name === headsName) {
      // Each link begins with its own.
      if (type !== 'news') {
        last = undefined
        highest = -1
      } else return onHead(result, topics)
    }
    const concerned = topics.filter((topic) => toSubscription(topic) === name)
    if (name === headsName && concerned.length === 0) return [{ type: 'alive' }]
    const keys = concerned.map(toTopicKey)
    if (type === 'subscribed') return orNothing(keys.map((key) => ({ type: 'subscribed', key })))
    if (type === 'refused')
      return orNothing(keys.map((key) => ({ type: 'refused', scope: 'topic', key, code: 'SUBSCRIBE_REFUSED' })))
    const event = toLogEvent(result)
    if (type !== 'news' || !event) return withoutConsequence
    const isRemoved = toRecord(result)['removed'] === true
    return orNothing(
      concerned.flatMap((topic) => (isTransaction(topic) || isHead(topic) ? [] : toUpdate(topic, event, isRemoved))),
    )
  }
}

function toUpdate(topic: LogsTopic, event: LogEvent, isRemoved: boolean): readonly News[] {
  const { fromBlock = 0 } = topic
  const isHers = event.block_height >= fromBlock
  const piece = toFeedPiece(isHers && !isRemoved ? [event] : [], ({ block_height }) => block_height)
  const data = isRemoved ? { ...piece, removed: [toEvmLogId(event)] } : piece
  return isHers ? [{ type: 'update', keys: [toTopicKey(topic)], data }] : [{ type: 'alive' }]
}

function orNothing(news: readonly News[]): readonly News[] {
  return news.length > 0 ? news : withoutConsequence
}

/** Junk, or news that nobody asked for. */
const withoutConsequence: readonly News[] = [{ type: 'malformed', reason: 'A frame from which nothing follows.' }]

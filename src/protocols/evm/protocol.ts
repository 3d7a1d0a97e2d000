import { createHeartbeat } from '../../core/connection/heartbeat.js'
import { createHello } from '../../core/connection/hello.js'
import type { Feed, FeedData } from '../../core/contract/feed.js'
import type { LiveProtocol } from '../../core/contract/protocol.js'
import { createFeedState } from '../../core/feed/feedState.js'
import { jsonRpc } from '../../transports/jsonRpc.js'
import { webSocket } from '../../transports/webSocket.js'
import { checkUrl } from '../shared/checkUrl.js'
import { createRedact } from '../shared/createRedact.js'
import { isText } from '../shared/guards.js'
import type { LogEvent } from '../shared/logs/logEvent.js'
import type { LogsProtocol } from '../shared/logs/logsProtocol.js'
import type { LogsTopic } from '../shared/logs/logsTopic.js'
import type { TransactionStatus } from '../shared/transaction/transactionStatus.js'
import { toAddress } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { createDecode } from './decode.js'
import { createLogFeed } from './feed.js'
import { type BlockHead, createHeadState } from './head.js'
import type { EvmOptions } from './options.js'
import { evmRefusals } from './refusals.js'
import { createEvmRest } from './rest.js'
import { type EvmTopic, fromTopicKey, isEvmTopic, isHead, isTransaction, toTopicKey } from './topic.js'
import { createTransactionState } from './transaction.js'
import { toSyncFrames } from './wire.js'

export type EvmData = FeedData<LogEvent> | TransactionStatus | BlockHead

/** The log events, transactions and newest block of one chain, from any node. */
export interface EvmProtocol extends LiveProtocol<EvmTopic, EvmData>, Pick<LogsProtocol, 'hasChain'> {
  readonly name: 'evm'
  readonly chainId: number
  readonly feed: Feed<LogsTopic, LogEvent>
}

const chainIdCall = { type: 'call', method: 'eth_chainId' } as const

/**
 * A chain's logs from any Ethereum node, by `eth_getLogs` over HTTP, and sooner by `eth_subscribe` where there is a
 * socket. A list is always of one chain of blocks, however deep a re-organisation is; but for one that comes before
 * the first reading, and is deeper than that (`lookbackBlocks`). A transaction's way is read with each new block.
 */
export function evm(options: EvmOptions): EvmProtocol {
  const {
    chainId,
    confirmations = 12,
    finality = 'latest',
    id = `evm-${chainId}`,
    lookbackBlocks = 2000,
    maxBlockRange = 2000,
    maxRequests = 60,
    requestsPerMinute = 180,
    rpcUrl,
    url,
  } = options
  if (rpcUrl !== undefined || !options.via) checkUrl('evm', id, 'rpcUrl', rpcUrl, 'http')
  if (url !== undefined) checkUrl('evm', id, 'url', url, 'ws')
  const redact = createNodeRedact([url, rpcUrl].filter(isText))
  const rest = createEvmRest(id, options, redact)
  const feed = createLogFeed(rest, { finality, lookbackBlocks, maxBlockRange, maxRequests })
  const state = createFeedState(feed)
  const headState = createHeadState(rest, finality)
  // Asked for before each attempt. Without a socket there is no attempt.
  const getUrl = () => toAddress(url ?? '', '', {})
  const protocol: EvmProtocol = {
    id,
    name: 'evm',
    chainId,
    feed,
    requestsPerMinute,
    hasChain: (chain) => chain === chainId,
    key: toTopicKey,
    fromKey: fromTopicKey,
    check(topic) {
      if (isEvmTopic(topic, chainId)) return undefined
      return toMistake(
        'INVALID_TOPIC',
        process.env.NODE_ENV !== 'production' && {
          what: `${JSON.stringify(topic)} names no logs, no transaction and no head of chain ${chainId}.`,
          remedy:
            "Pass the chain's id, and an `address`, with `topics` or without, or an `eventSelector`, or a transaction's `hash`.",
        },
        id,
      )
    },
    redact,
    live: {
      transport: jsonRpc(webSocket(getUrl, options.WebSocket)),
      carries: () => url !== undefined && finality === 'latest',
      hello: createHello(() => Promise.resolve([chainIdCall])),
      sync: toSyncFrames,
      decode: createDecode(chainId),
      refusals: evmRefusals,
      liveness: { readyMs: 10_000, greets: true, ackMs: 10_000 },
      // Some providers let go of a link on which nothing was said for a minute.
      heartbeat: createHeartbeat({ everyMs: 20_000, silenceMs: 45_000, frames: () => [chainIdCall] }),
    },
    stateOf(topic) {
      if (isHead(topic)) return headState
      return isTransaction(topic) ? createTransactionState(topic, rest, confirmations) : state
    },
  }
  return { ...protocol, ...options.via?.(protocol) }
}

/** Takes out the parts of the node's addresses that may be keys: long pieces of their paths. */
function createNodeRedact(urls: readonly string[]): (text: string) => string {
  const redact = createRedact(undefined)
  const parts = urls.flatMap((url) => url.split(/[/?#&=@:]/).slice(4)).filter((part) => part.length >= 8)
  // One may be the beginning of another.
  const secrets = parts.sort((a, b) => b.length - a.length)
  return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), redact(text))
}

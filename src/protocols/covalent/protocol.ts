import { createFeedState } from '../../core/feed/feedState.js'
import { createTrials } from '../../core/connection/trials.js'
import { stomp } from '../../transports/stomp.js'
import { type AskJson, createAskJson } from '../shared/askJson.js'
import { checkOptions } from '../shared/checkOptions.js'
import { createRedact } from '../shared/createRedact.js'
import { toAddress } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { toChainId } from '../shared/logs/chainIds.js'
import type { LogsProtocol } from '../shared/logs/logsProtocol.js'
import { toChain } from './chains.js'
import { createDecode } from './decode.js'
import { createLogFeed } from './feed.js'
import type { CovalentOptions } from './options.js'
import { covalentRefusals } from './refusals.js'
import { createCovalentRest } from './rest.js'
import { isLogsTopic, type LogsTopic, toLogsPath, toTopicKey } from './topic.js'
import { toSyncFrames } from './wire.js'

/** Covalent's log events. */
export interface CovalentProtocol extends LogsProtocol {
  readonly name: 'covalent'
  /** Asks its REST API. */
  readonly ask: AskJson
}

/**
 * Covalent (GoldRush): a contract's or an event's logs on one chain, by its REST API, and sooner by its STOMP socket
 * where that is on.
 */
export function covalent(options: CovalentOptions = {}): CovalentProtocol {
  const {
    apiKey,
    chainPaces,
    apiUrl = 'https://api.covalenthq.com/v1',
    chains,
    destinationPrefix = '/v1',
    id = 'covalent',
    lookbackBlocks = 10_000,
    maxPages = 10,
    overlapBlocks = 12,
    requestBurst = 2,
    requestsPerMinute = 120,
    socket = true,
    // As documented, with the chain's id. Indexed values have no place in it.
    toDestination = (topic) => {
      const chainId = toChainId(topic.chain, chains)
      return chainId === undefined ? undefined : `${destinationPrefix}/${chainId}/${toLogsPath(topic)}/`
    },
    url = 'wss://api.covalenthq.com/v1/',
  } = options
  checkOptions(options, 'covalent', id)
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
  // Its limits are by the second.
  const ask = createAskJson(id, apiUrl, headers, options, 5_000)
  const rest = createCovalentRest(id, ask)
  const toKey = (topic: LogsTopic) => toTopicKey(topic, chains)

  const feed = createLogFeed(rest, { lookbackBlocks, maxPages, overlapBlocks }, (chain) =>
    toChain(chain, chains, chainPaces),
  )
  const state = createFeedState(feed)

  const protocol: CovalentProtocol = {
    id,
    name: 'covalent',
    ask,
    feed,
    hasChain: () => true,
    requestBurst,
    requestsPerMinute,
    quota: () => apiKey,
    key: toKey,
    check(topic) {
      if (isLogsTopic(topic)) return undefined
      return toMistake(
        'INVALID_TOPIC',
        process.env.NODE_ENV !== 'production' && {
          what: `${JSON.stringify(topic)} names no logs.`,
          remedy: 'Pass a chain, and an `address` or `eventSelector`.',
        },
        id,
      )
    },
    redact: createRedact(apiKey),
    live: {
      transport: stomp(() => toAddress(url, '', apiKey ? { key: apiKey } : {}), options),
      carries: (topic) => socket && toDestination(topic) !== undefined,
      sync: (wanted, sent) => toSyncFrames(wanted, sent, toDestination),
      decode: createDecode(toDestination, toKey),
      refusals: covalentRefusals,
      // It sends no beat and answers no ping: that a silent link is dead, a poll finds out.
      liveness: { readyMs: 10_000 },
      // A broker hangs up for a destination that it doesn't know.
      trials: createTrials,
    },
    stateOf: () => state,
  }
  return { ...protocol, ...options.via?.(protocol) }
}

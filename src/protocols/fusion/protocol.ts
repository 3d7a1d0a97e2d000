import { createFeedState } from '../../core/feed/feedState.js'
import { createClockReader } from '../../core/utils/createClockReader.js'
import { createHeartbeat } from '../../core/connection/heartbeat.js'
import type { LiveProtocol } from '../../core/contract/protocol.js'
import { socketIo } from '../../transports/socketIo.js'
import { createAskJson } from '../shared/askJson.js'
import { checkUrl } from '../shared/checkUrl.js'
import { isText } from '../shared/guards.js'
import { toAddress } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { decodeFusionFrame, type FusionData } from './decode.js'
import { intentFeed } from './feed.js'
import { createIntentState } from './state.js'
import type { FusionOptions } from './options.js'
import { createStatsState } from './stats.js'
import { type FusionTopic, toTopicKey } from './topic.js'
import { toPingFrames, toSyncFrames } from './wire.js'

/** A Fusion coordinator. */
export interface FusionProtocol extends LiveProtocol<FusionTopic, FusionData> {
  readonly name: 'fusion'
}

/** Fusion: each intent, all of them, and their statistics, by the coordinator's Socket.IO server and its REST API. */
export function fusion(options: FusionOptions): FusionProtocol {
  const { id = 'fusion', refundGraceMs = 600_000, requestsPerMinute = 180, via } = options
  // Over another way it has no address of its own.
  const { url = via ? () => '' : 'undefined' } = options
  const { apiUrl = url } = options
  checkUrl('fusion', id, 'url', url, 'http')
  checkUrl('fusion', id, 'apiUrl', apiUrl, 'http')
  const ask = createAskJson(id, apiUrl, {}, { ...options, takes: 404 })
  const states = {
    intents: createFeedState(intentFeed),
    stats: createStatsState(),
  }

  const protocol: FusionProtocol = {
    id,
    name: 'fusion',
    requestsPerMinute,
    // The coordinator calls their room "admin-style".
    privateKinds: Object.keys(states),
    key: toTopicKey,
    check(topic) {
      const isGood = topic.kind === 'intent' ? isIntentId(topic.intentId) : Object.hasOwn(states, topic.kind)
      if (isGood) return undefined
      return toMistake(
        'INVALID_INTENT_ID',
        process.env.NODE_ENV !== 'production' && {
          what: `${JSON.stringify(topic)} is no Fusion intent.`,
          remedy: 'Pass an `intentId` of 1 to 200 characters, or undefined.',
        },
        id,
      )
    },
    live: {
      transport: socketIo(() => toAddress(url, '', {}), options),
      sync: toSyncFrames,
      decode: decodeFusionFrame,
      // Socket.IO has no close codes.
      refusals: [],
      liveness: { readyMs: 10_000, ackMs: 5000 },
      heartbeat: createHeartbeat({ everyMs: 15_000, silenceMs: 25_000, frames: toPingFrames, createClockReader }),
    },
    stateOf: (topic) => (topic.kind === 'intent' ? createIntentState(topic, ask, refundGraceMs) : states[topic.kind]),
  }
  return { ...protocol, ...via?.(protocol) }
}

/** Also one that JavaScript passes; never one that leads elsewhere within an address. */
function isIntentId(intentId: unknown): boolean {
  return isText(intentId) && /^(?!\.+$)[!-~]{1,200}$/.test(intentId)
}

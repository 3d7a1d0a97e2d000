import type { Feed, FeedData } from '../../core/contract/feed.js'
import { createHeartbeat } from '../../core/connection/heartbeat.js'
import { createHello } from '../../core/connection/hello.js'
import { getWallTime } from '../../transports/getWallTime.js'
import type { LiveProtocol } from '../../core/contract/protocol.js'
import { webSocket } from '../../transports/webSocket.js'
import { checkOptions } from '../shared/checkOptions.js'
import { isInBrowser } from '../shared/isInBrowser.js'
import { toAddress } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { createServiceClock } from './clock.js'
import { createCredentials } from './credentials.js'
import { createDecode } from './decode.js'
import { createWebhooksState, webhookFeed } from './feed.js'
import { fetchWebhooks } from './fetch.js'
import type { Webhook } from './model.js'
import type { WebhookRelayDirectOptions, WebhookRelayOptions } from './options.js'
import { createGetLogs } from './rest.js'
import { createConceal } from './secrets.js'
import { isWebhooksTopic, toTopicKey, type WebhooksTopic } from './topic.js'
import { toSyncFrames } from './wire.js'

/** Webhook Relay's buckets. */
export interface WebhookRelayProtocol extends LiveProtocol<WebhooksTopic, FeedData<Webhook>> {
  readonly name: 'webhookRelay'
  readonly feed: Feed<WebhooksTopic, Webhook>
}

/** Webhook Relay (webhookrelay.com): the webhooks that come to an account's buckets, by its WebSocket and its log. */
export function webhookRelay(options: WebhookRelayOptions): WebhookRelayProtocol {
  const { id = 'webhook-relay', requestBurst, requestsPerMinute = 60, via } = options
  const direct: Partial<WebhookRelayDirectOptions> = via ? {} : options
  const {
    apiUrl = 'https://my.webhookrelay.com',
    now = getWallTime,
    url = 'wss://my.webhookrelay.com/v1/socket',
  } = direct
  checkOptions(direct, 'webhookRelay', id)
  if (typeof (via ?? direct.credentials) !== 'function' || (via && options.credentials))
    throw toMistake(
      'INVALID_CREDENTIALS',
      process.env.NODE_ENV !== 'production' && {
        what: 'webhookRelay() needs `via`, or async `credentials`.',
        remedy: 'Pass one of them.',
      },
      id,
    )
  if (isInBrowser() && !via && !direct.dangerouslyExposeCredentials)
    throw toMistake(
      'CREDENTIALS_IN_BROWSER',
      process.env.NODE_ENV !== 'production' && {
        what: 'webhookRelay() got credentials in a browser.',
        remedy: 'Keep them on your server, or set `dangerouslyExposeCredentials`.',
      },
      id,
    )
  const credentials = createCredentials(id, direct.credentials)
  const isShown = isInBrowser() && !direct.isSecret && !direct.conceal
  const conceal = isShown ? (webhook: Webhook) => webhook : createConceal(direct)
  const serviceClock = createServiceClock(now, direct.fetch)
  const getLogs = createGetLogs(id, apiUrl, credentials, conceal, serviceClock)
  const feed: Feed<WebhooksTopic, Webhook> = {
    ...webhookFeed,
    fetch: (topic, asking) => fetchWebhooks(getLogs, topic, asking),
  }
  const state = createWebhooksState(feed)

  const protocol: WebhookRelayProtocol = {
    id,
    name: 'webhookRelay',
    isPrivate: true,
    feed,
    requestsPerMinute,
    ...(requestBurst !== undefined && { requestBurst }),
    key: toTopicKey,
    check(topic) {
      if (isWebhooksTopic(topic)) return undefined
      return toMistake(
        'INVALID_TOPIC',
        process.env.NODE_ENV !== 'production' && {
          what: `${JSON.stringify(topic)} names no buckets.`,
          remedy: 'Pass names or ids, or no `buckets` for all.',
        },
        id,
      )
    },
    redact: credentials.redact,
    live: {
      transport: webSocket(() => toAddress(url, '', {}), direct.WebSocket),
      hello: createHello(async () => {
        const { key, secret } = await credentials.get()
        return [JSON.stringify({ action: 'auth', key, secret })]
      }),
      sync: toSyncFrames,
      decode: createDecode(serviceClock.now, conceal),
      // It says so in a frame.
      refusals: [],
      liveness: { readyMs: 15_000, greets: true, ackMs: 5000 },
      // It pings about once a minute.
      heartbeat: createHeartbeat({ silenceMs: 90_000 }),
    },
    stateOf: () => state,
  }
  return { ...protocol, ...via?.(protocol) }
}

import type { Feed, FeedData } from '../../core/feed.js'
import { createHeartbeat } from '../../core/heartbeat.js'
import type { Protocol } from '../../core/protocol.js'
import { webSocket } from '../../transports/webSocket.js'
import { checkOptions } from '../checkOptions.js'
import { toAddress } from '../toAddress.js'
import { toError } from '../toError.js'
import { createCredentials } from './credentials.js'
import { createDecode } from './decode.js'
import { createWebhooksState, webhookFeed } from './feed.js'
import { fetchWebhooks } from './fetchWebhooks.js'
import type { Webhook } from './model.js'
import type { WebhookRelayOptions } from './options.js'
import { createGetLogs } from './rest.js'
import { isWebhooksTopic, toTopicKey, type WebhooksTopic } from './topic.js'
import { toSyncFrames } from './wire.js'

/** Webhook Relay's buckets. */
export interface WebhookRelayProtocol extends Protocol<WebhooksTopic, FeedData<Webhook>, string> {
  readonly name: 'webhookRelay'
  readonly feed: Feed<WebhooksTopic, Webhook>
}

/** Webhook Relay (webhookrelay.com): the webhooks that come to an account's buckets, by its WebSocket and its log. */
export function webhookRelay(options: WebhookRelayOptions): WebhookRelayProtocol {
  const {
    apiUrl = 'https://my.webhookrelay.com',
    dangerouslyExposeCredentials,
    id = 'webhook-relay',
    now = () => Date.now(),
    requestBurst,
    requestsPerMinute = 60,
    url = 'wss://my.webhookrelay.com/v1/socket',
  } = options
  checkOptions({ apiUrl, url }, 'webhookRelay', id)
  if (typeof options.credentials !== 'function')
    throw toError(
      id,
      'INVALID_CREDENTIALS',
      'webhookRelay() got no `credentials` to ask for.',
      'Pass an async function.',
    )
  if (typeof document !== 'undefined' && !dangerouslyExposeCredentials)
    throw toError(
      id,
      'CREDENTIALS_IN_BROWSER',
      'webhookRelay() got credentials in a browser, where anybody can read them.',
      'Keep them on your server, or set `dangerouslyExposeCredentials`.',
    )
  const credentials = createCredentials(id, options.credentials)
  const getLogs = createGetLogs(id, apiUrl, credentials, options)
  const feed: Feed<WebhooksTopic, Webhook> = {
    ...webhookFeed,
    fetch: (topic, asking) => fetchWebhooks(getLogs, topic, asking),
  }
  const state = createWebhooksState(feed)

  return {
    id,
    name: 'webhookRelay',
    feed,
    requestsPerMinute,
    ...(requestBurst !== undefined && { requestBurst }),
    key: toTopicKey,
    check(topic) {
      if (isWebhooksTopic(topic)) return undefined
      const remedy = 'Pass names or ids, or leave `buckets` out for all.'
      return toError(id, 'INVALID_TOPIC', `${JSON.stringify(topic)} names no buckets.`, remedy)
    },
    redact: credentials.redact,
    live: {
      transport: webSocket(() => toAddress(url, '', {}), options.WebSocket),
      async hello() {
        const { key, secret } = await credentials.get()
        return [JSON.stringify({ action: 'auth', key, secret })]
      },
      sync: toSyncFrames,
      decode: createDecode(now),
      // It says so in a frame.
      refusals: [],
      liveness: { readyMs: 15_000, greets: true, ackMs: 5000 },
      // It pings about once a minute.
      heartbeat: createHeartbeat({ silenceMs: 90_000 }),
    },
    stateOf: () => state,
  }
}

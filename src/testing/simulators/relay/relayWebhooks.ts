import type { SimulatorClock } from '../../kit/clock.js'
import type { SimulatedRelayStatus } from './relayStatus.js'
import { signWebhook, toWebhookBody } from './relayWebhookBody.js'
import type { RelayWebhook, RelayWebhooks, RelayWebhooksOptions } from './relayWebhookOptions.js'

export interface RelayWebhooksContext {
  readonly clock: SimulatorClock
  /** The service's clock, in milliseconds. */
  serviceNow(): number
  /** Told of every attempt. */
  attempted?(webhook: RelayWebhook, result: number | 'no answer'): void
}

/** An event, with what is only its sender's. */
interface Outgoing extends RelayWebhook {
  readonly attempts: (number | 'no answer')[]
  state: RelayWebhook['state']
  readonly body: string
  readonly times: number
}

/**
 * Relay's sender of webhooks, as the vendor's page describes it.
 *
 * - Every status is posted at once, waiting for no other: the order of arrival is nobody's promise.
 * - What isn't answered with 2xx is sent again up to ten times, after 1, 2, 4 … s.
 * - Never throws for what the receiver does.
 */
export function createRelayWebhooks(options: RelayWebhooksOptions, context: RelayWebhooksContext): RelayWebhooks {
  const { apiKey, headers, retries = 10, retryDelayMs = 1000, signsAnew = false, timeoutMs = 10_000, url } = options
  const { timestampUnit = 'seconds', write = (body) => JSON.stringify(body) } = options
  const { clock } = context
  const all: Outgoing[] = []
  const underway = new Set<Promise<void>>()
  const wakes = new Set<() => void>()
  let isHolding = false
  let isStopped = false
  let times = 1
  let toDrop = 0

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clock.clearTimeout(timer)
        wakes.delete(wake)
        resolve()
      }
      const timer = clock.setTimeout(wake, ms)
      wakes.add(wake)
    })

  const sign = async (body: string): Promise<Readonly<Record<string, string>>> => {
    const now = context.serviceNow()
    const timestamp = String(Math.floor(timestampUnit === 'seconds' ? now / 1000 : now))
    const signature = await signWebhook(apiKey, timestamp, body)
    return { 'X-Signature-Timestamp': timestamp, 'X-Signature-SHA256': signature }
  }

  const post = async (body: string, signed: Readonly<Record<string, string>>): Promise<number | 'no answer'> => {
    const { fetch = (...args) => globalThis.fetch(...args) } = options
    const abort = new AbortController()
    const timer = clock.setTimeout(() => abort.abort(), timeoutMs)
    try {
      const init = { method: 'POST', body, signal: abort.signal, redirect: 'manual' } as const
      const response = await fetch(url, {
        ...init,
        headers: { 'Content-Type': 'application/json', ...headers, ...signed },
      })
      await response.body?.cancel()
      return response.status
    } catch {
      return 'no answer'
    } finally {
      clock.clearTimeout(timer)
    }
  }

  const deliver = async (webhook: Outgoing): Promise<void> => {
    webhook.state = 'sending'
    let signed = await sign(webhook.body)
    for (let attempt = 0; attempt <= retries; attempt += 1) {
      if (attempt > 0) await wait(retryDelayMs * 2 ** (attempt - 1))
      if (isStopped) break
      if (signsAnew && attempt > 0) signed = await sign(webhook.body)
      const results = await Promise.all(Array.from({ length: webhook.times }, () => post(webhook.body, signed)))
      for (const result of results) {
        webhook.attempts.push(result)
        context.attempted?.(webhook, result)
      }
      if (results.every((result) => typeof result === 'number' && result >= 200 && result < 300)) {
        webhook.state = 'delivered'
        return
      }
    }
    webhook.state = 'given up'
  }

  const start = (webhook: Outgoing): Promise<void> => {
    const delivery = deliver(webhook).finally(() => underway.delete(delivery))
    underway.add(delivery)
    return delivery
  }

  return {
    all: () => all,
    send(status: SimulatedRelayStatus) {
      const isDropped = toDrop > 0
      if (isDropped) toDrop -= 1
      const webhook: Outgoing = {
        requestId: status.requestId,
        status: status.status,
        attempts: [],
        state: isDropped ? 'dropped' : 'held',
        body: write(toWebhookBody(status, Math.round(context.serviceNow()))),
        times,
      }
      all.push(webhook)
      if (!isDropped && !isHolding) void start(webhook)
      return webhook
    },
    repeat: (count) => void (times = count),
    drop: (count) => void (toDrop = count),
    hold: () => void (isHolding = true),
    async release() {
      isHolding = false
      const held = all.filter(({ state }) => state === 'held')
      for (let newest = held.pop(); newest; newest = held.pop()) await start(newest)
    },
    async idle() {
      while (underway.size > 0) await Promise.all(underway)
    },
    stop() {
      isStopped = true
      for (const wake of wakes) wake()
    },
  }
}

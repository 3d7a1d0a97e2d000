import {
  covalentScenarios,
  createCovalentSimulator,
  createFusionSimulator,
  createManualClock,
  createRelaySimulator,
  createWebhookRelaySimulator,
  fusionScenarios,
  type SimulatorClock,
  webhookRelayScenarios,
} from 'onwire/testing'
import { describe, expect, onTestFinished, test } from 'vitest'

interface Waiting {
  /** Whether its last step was taken. */
  readonly isOver: () => boolean
  /** Lets it begin, as a client would or by hand. */
  readonly begin: () => unknown
}

/** Longer than the scenarios that are played here, in ms. */
const longMs = 60_000
const begins = 'when-asked'

/** Watches a story's `done`. */
function watch(done: Promise<void>): () => boolean {
  let isOver = false
  void done.then(() => (isOver = true))
  return () => isOver
}

function startRelay(clock: SimulatorClock) {
  const simulator = createRelaySimulator({ clock })
  const request = simulator.start('happy-path', { begins })
  onTestFinished(() => simulator.stop())
  return {
    simulator,
    request,
    isOver: watch(request.done),
    statusUrl: toStatusUrl(simulator.apiUrl, request.requestId),
  }
}

const toStatusUrl = (apiUrl: string, requestId: string) => `${apiUrl}/intents/status/v3?requestId=${requestId}`

function startFusion(clock: SimulatorClock) {
  const simulator = createFusionSimulator({ clock })
  const intent = simulator.start('happy-path', { begins })
  onTestFinished(() => simulator.stop())
  const connect = () => simulator.events.connect({ emit: () => {}, disconnect: () => {} })
  return { simulator, intent, isOver: watch(intent.done), connect }
}

function startCovalent(clock: SimulatorClock) {
  const simulator = createCovalentSimulator({ clock })
  const story = simulator.start('reorg-6', { begins })
  onTestFinished(() => simulator.stop())
  const path = (address: string) => `${simulator.apiUrl}/${story.chainId}/events/address/${address}/`
  return { simulator, story, isOver: watch(story.done), path }
}

function startWebhookRelay(clock: SimulatorClock) {
  const simulator = createWebhookRelaySimulator({ clock })
  const story = simulator.start('steady', { begins, bucket: 'mine' })
  onTestFinished(() => simulator.stop())
  return { simulator, story, isOver: watch(story.done) }
}

const stories: readonly (readonly [string, (clock: SimulatorClock) => Waiting])[] = [
  [
    'Relay: a request for its status',
    (clock) => {
      const { simulator, isOver, statusUrl } = startRelay(clock)
      return { isOver, begin: () => simulator.fetch(statusUrl) }
    },
  ],
  [
    'Relay: a request that breaks',
    (clock) => {
      const { simulator, isOver, statusUrl } = startRelay(clock)
      simulator.faults.breakRest('down')
      return { isOver, begin: () => simulator.fetch(statusUrl).catch(() => {}) }
    },
  ],
  [
    'Relay: a subscription',
    (clock) => {
      const { simulator, isOver, request } = startRelay(clock)
      const subscribe = { type: 'subscribe', event: 'request.status.updated', filters: { id: request.requestId } }
      const begin = () => {
        const socket = new simulator.WebSocket(simulator.url)
        socket.addEventListener('message', () => socket.send(JSON.stringify(subscribe)), { once: true })
      }
      return { isOver, begin }
    },
  ],
  [
    'Relay: by hand',
    (clock) => {
      const { isOver, request } = startRelay(clock)
      return { isOver, begin: () => request.begin() }
    },
  ],
  [
    'Fusion: a request for the intent',
    (clock) => {
      const { simulator, isOver, intent } = startFusion(clock)
      return { isOver, begin: () => simulator.fetch(`${simulator.apiUrl}/api/intents/${intent.intentId}`) }
    },
  ],
  [
    'Fusion: a subscription to the intent',
    (clock) => {
      const { isOver, intent, connect } = startFusion(clock)
      return { isOver, begin: () => connect().event('subscribe:intent', [intent.intentId]) }
    },
  ],
  [
    'Fusion: a subscription to all intents',
    (clock) => {
      const { isOver, connect } = startFusion(clock)
      return { isOver, begin: () => connect().event('subscribe:all', []) }
    },
  ],
  [
    'Fusion: a client that is turned away, and can’t say what it wants',
    (clock) => {
      const { isOver, simulator } = startFusion(clock)
      simulator.faults.drop()
      return { isOver, begin: () => new simulator.WebSocket(simulator.url) }
    },
  ],
  [
    'Covalent: a request for its logs',
    (clock) => {
      const { isOver, path, simulator, story } = startCovalent(clock)
      return { isOver, begin: () => simulator.fetch(path(story.address)) }
    },
  ],
  [
    'Covalent: a client that is turned away, and can’t say what it wants',
    (clock) => {
      const { isOver, simulator } = startCovalent(clock)
      simulator.faults.drop()
      return { isOver, begin: () => new simulator.WebSocket(simulator.url) }
    },
  ],
  [
    'Webhook Relay: a request for its bucket’s log, although nobody may read it',
    (clock) => {
      const { isOver, simulator } = startWebhookRelay(clock)
      return { isOver, begin: () => simulator.fetch(`${simulator.apiUrl}/v1/logs?bucket=mine`) }
    },
  ],
  [
    'Webhook Relay: a request for the log of all buckets',
    (clock) => {
      const { isOver, simulator } = startWebhookRelay(clock)
      return { isOver, begin: () => simulator.fetch(`${simulator.apiUrl}/v1/logs`) }
    },
  ],
]

describe('A story that waits for a client', () => {
  test.each(stories)('begins with that client: %s', async (_title, start) => {
    const clock = createManualClock()
    const { begin, isOver } = start(clock)
    await clock.advanceAsync(longMs)
    expect(isOver()).toBe(false)
    void begin()
    await clock.advanceAsync(longMs)
    expect(isOver()).toBe(true)
  })

  test('is not begun by a client of another story', async () => {
    const clock = createManualClock()
    const relay = startRelay(clock)
    const fusion = startFusion(clock)
    const covalent = startCovalent(clock)
    const webhookRelay = startWebhookRelay(clock)
    void relay.simulator.fetch(toStatusUrl(relay.simulator.apiUrl, `0x${'0'.repeat(64)}`))
    fusion.connect().event('subscribe:intent', ['another'])
    void covalent.simulator.fetch(covalent.path(`0x${'0'.repeat(40)}`))
    void webhookRelay.simulator.fetch(`${webhookRelay.simulator.apiUrl}/v1/logs?bucket=another`)
    await clock.advanceAsync(longMs)
    expect([relay, fusion, covalent, webhookRelay].map(({ isOver }) => isOver())).toEqual([false, false, false, false])
  })

  test('has taken its steps at 0 already, a fault among them', () => {
    const clock = createManualClock()
    const relay = createRelaySimulator({ clock })
    expect(relay.start('happy-path', { begins }).truth().status).toBe('waiting')
    const fusion = createFusionSimulator({ clock })
    const { truth } = fusion.start(fusionScenarios['refused-upgrade'], { begins })
    expect([truth()?.status, fusion.faults.state().admission]).toEqual(['proofs_pending', 'refuse-upgrade'])
    const covalent = createCovalentSimulator({ clock })
    expect(covalent.start(covalentScenarios.steady, { begins }).truth()).toHaveLength(12)
    const webhookRelay = createWebhookRelaySimulator({ clock })
    webhookRelay.start(webhookRelayScenarios.steady, { begins })
    expect(webhookRelay.truth()).toHaveLength(5)
    for (const simulator of [relay, fusion, covalent, webhookRelay]) simulator.stop()
  })

  test('is over without having begun where it is stopped, and leaves no timer', () => {
    const clock = createManualClock()
    const { request, simulator } = startRelay(clock)
    simulator.stop()
    request.begin()
    expect(clock.pending()).toBe(0)
  })
})

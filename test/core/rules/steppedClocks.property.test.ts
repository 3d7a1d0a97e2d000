import fc from 'fast-check'
import { fusion } from 'onwire/fusion'
import { relay } from 'onwire/relay'
import { createFusionSimulator, createRelaySimulator } from 'onwire/testing'
import { expect, test } from 'vitest'
import type { Protocol } from '../../../src/core/contract/protocol.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import { createTestEnvironment, type TestEnvironment } from '../../support/environment.js'
import { checkProperty } from '../../support/property.js'
import { createRandom } from '../support/random.js'

const limitMs = 60_000

interface Told {
  readonly at: number
  readonly status: string
  readonly push: boolean
  readonly delayPollMs: number
  readonly clockMs: number
}

interface Story {
  readonly steps: readonly Told[]
  readonly isSocketUp: boolean
  readonly seed: number
}

const hourMs = 3_600_000

const clockMs = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  fc.constantFrom(-hourMs, hourMs, -60_000, 60_000),
  fc.integer({ min: -23 * hourMs, max: 23 * hourMs }),
)

const step = fc.record({
  // Long enough for the truth to be due, or so short that polls and pushes of several statuses mix; once a long wait.
  waitMs: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 15_000 }) },
    { weight: 4, arbitrary: fc.integer({ min: limitMs + 15_000, max: 100_000 }) },
    { weight: 1, arbitrary: fc.constant(900_000) },
  ),
  push: fc.boolean(),
  delayPollMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12_000 })),
  clockMs,
})

/** A service whose clock steps back and forth; with `isSteady` it never does. */
function draw(ways: readonly (readonly string[])[], isSteady = false): fc.Arbitrary<Story> {
  return fc.record({
    steps: fc.tuple(fc.constantFrom(...ways), fc.array(step, { minLength: 6, maxLength: 6 })).map(([way, drawn]) => {
      let at = 0
      return way.map((status, index) => {
        const { waitMs = 0, ...told } = drawn[index] ?? { push: true, delayPollMs: 0, clockMs: 0 }
        // A failure whose grace is over is asked for ever more rarely: `lateRefunds` tells of that.
        if (index > 0) at += way[index - 1]?.startsWith('fail') ? Math.min(waitMs, 100_000) : waitMs
        return { ...told, at, status, ...(isSteady && { clockMs: 0 }) }
      })
    }),
    isSocketUp: fc.boolean(),
    seed: fc.integer({ min: 1, max: 2 ** 30 }),
  })
}

const relayWays = [
  ['waiting', 'pending', 'submitted', 'success'],
  ['waiting', 'success'],
  ['waiting', 'pending', 'delayed', 'submitted'],
  ['waiting', 'pending', 'failure', 'pending', 'refund'],
  ['waiting', 'pending', 'failure'],
  ['waiting', 'pending', 'a-status-of-tomorrow'],
  ['pending', 'submitted', 'refunded'],
]
const fusionWays = [
  ['proofs_pending', 'proofs_verified', 'matched', 'executing', 'completed'],
  ['proofs_pending', 'matched', 'executing', 'refunded'],
  ['proofs_pending', 'proofs_verified', 'matched', 'waiting_for_source_lock'],
  ['matched', 'executing', 'failed'],
  ['matched', 'a_status_of_tomorrow'],
]

test('An end of Relay is believed and a status shown within 60 s, however the clock of the service steps', async () => {
  await checkProperty(fc.asyncProperty(draw(relayWays), (story) => play(story, createRelayService)))
})

test('An end of Fusion is believed and a status shown within 60 s, however the clock of the service steps', async () => {
  await checkProperty(fc.asyncProperty(draw(fusionWays), (story) => play(story, createFusionService)))
})

test('A replica that lags behind brings nothing back that was shown before, while the clock of Relay is steady', async () => {
  await checkProperty(fc.asyncProperty(draw(relayWays, true), (story) => play(story, createRelayService)))
})

test('A status of Relay is shown, too, that is dated a day before what was known, part of which was later still', async () => {
  const told = { push: false, delayPollMs: 0, clockMs: 0 } as const
  const steps = [
    { ...told, at: 0, status: 'waiting', clockMs: 40_337_635 },
    { ...told, at: 21, status: 'pending' },
    { ...told, at: 900_021, status: 'a-status-of-tomorrow', clockMs: -46_962_386 },
  ]
  await play({ steps, isSocketUp: false, seed: 1 }, createRelayService)
})

interface Service {
  readonly protocol: Protocol<never, { readonly status: string }>
  readonly topic: never
  readonly start: (steps: readonly Told[]) => void
}

function createRelayService({ clock }: TestEnvironment, { isSocketUp, seed }: Story): Service {
  const simulator = createRelaySimulator({ clock, seed })
  const { apiUrl, fetch, url, WebSocket } = simulator
  if (!isSocketUp) simulator.faults.apply('refuse-upgrade')
  const requestId = `0x${'ab'.repeat(32)}`
  return {
    protocol: relay({ apiUrl, fetch, url, WebSocket }) as never,
    topic: { kind: 'status', requestId } as never,
    start(steps) {
      const scenario = { name: 'drawn', title: '', description: '', origin: 1, destination: 8453 }
      simulator.start({ ...scenario, steps, expect: { outcome: undefined } }, { requestId })
    },
  }
}

function createFusionService({ clock }: TestEnvironment, { isSocketUp, seed }: Story): Service {
  const simulator = createFusionSimulator({ clock, seed })
  const { apiUrl, fetch, url, WebSocket } = simulator
  if (!isSocketUp) simulator.faults.apply('drop')
  const intentId = `0x${'ab'.repeat(32)}`
  return {
    // The other transport would ask the machine's own network.
    protocol: fusion({ apiUrl, fetch, url, WebSocket, transports: ['websocket'] }) as never,
    topic: { kind: 'intent', intentId } as never,
    start(steps) {
      const scenario = { name: 'drawn', title: '', description: '', fromChain: 1, toChain: 8453 }
      simulator.start({ ...scenario, steps, expect: { outcome: undefined } }, { intentId })
    },
  }
}

async function play(story: Story, createService: (environment: TestEnvironment, story: Story) => Service) {
  const test = createTestEnvironment({ random: createRandom(story.seed) })
  const { clock, environment } = test
  const { protocol, start, topic } = createService(test, story)
  const engine = createEngine<never, { readonly status: string }>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  const startedAt = clock.now()
  start(story.steps)
  const handle = engine.topic(topic)
  const stop = handle.watch({ refetch: () => handle.snapshot() })
  const isSteady = story.steps.every(({ clockMs }) => clockMs === 0)
  const ranks: number[] = []
  const off = handle.on(({ type }) => {
    const status = handle.getShown().data?.status
    if (type === 'data' && status !== 'unknown') ranks.push(story.steps.findIndex((each) => each.status === status))
  })
  for (const [index, { at, delayPollMs, status }] of story.steps.entries()) {
    const dueAt = at + delayPollMs + limitMs
    if (dueAt >= (story.steps[index + 1]?.at ?? Infinity)) continue
    await clock.advanceAsync(startedAt + dueAt - clock.now())
    expect(handle.getShown().data?.status).toBe(status)
  }
  const hasRefund = story.steps.some(({ status }) => status === 'failure')
  if (isSteady && !hasRefund) expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
  off()
  stop()
  engine.close()
}

import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import fc from 'fast-check'
import { createOnwire } from 'onwire'
import { relay, relayStatusQueryOptions, type RelayStatus } from 'onwire/relay'
import { createRelaySimulator } from 'onwire/testing'
import { beforeAll, expect, test } from 'vitest'
import { watchTopic } from '../../../src/core/engine/topicCallbacks.js'
import { getRuntime } from '../../../src/react/client/onwireRuntime.js'
import { getRelayEngine } from '../../../src/react/relay/getRelayEngine.js'
import { createTestEnvironment } from '../../support/environment.js'
import { checkProperty } from '../../support/property.js'
import { createRandom } from '../support/random.js'
import { toScenario } from '../support/toScenario.js'

const graceMs = 600_000
const dayMs = 86_400_000
const failedAtMs = 2_000
/** Rule 6: ever more rarely, and at last once an hour. A request that isn't answered takes 10 s. */
const latestPollMs = 3_600_000 + 60_000

interface Story {
  /** From the failure to its refund, in ms. */
  readonly afterMs: number
  readonly isSocketUp: boolean
  /** The service says `pending` again before it says `refund`. */
  readonly isPendingBetween: boolean
  readonly seed: number
}

const story: fc.Arbitrary<Story> = fc.record({
  // Mostly about the end of the grace, where a refund is lost most easily; a whole day takes a while to play.
  afterMs: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: graceMs - 25_000, max: graceMs + 25_000 }) },
    { weight: 7, arbitrary: fc.integer({ min: 1_000, max: 2 * graceMs }) },
    { weight: 1, arbitrary: fc.integer({ min: 2 * graceMs, max: dayMs }) },
  ),
  isSocketUp: fc.boolean(),
  isPendingBetween: fc.boolean(),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
})

beforeAll(() => {
  notifyManager.setScheduler((callback) => callback())
})

test('Any refund within a day of its failure is shown to who looks and to who comes; the end is called back once', async () => {
  await checkProperty(fc.asyncProperty(story, play))
})

async function play({ afterMs, isPendingBetween, isSocketUp, seed }: Story): Promise<void> {
  const { clock, environment } = createTestEnvironment({ random: createRandom(seed) })
  const simulator = createRelaySimulator({ clock, seed })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const onwire = createOnwire({ protocols: [relay({ apiUrl, fetch, url, WebSocket })], environment })
  const refundAt = failedAtMs + afterMs
  const { requestId } = simulator.start(
    toScenario(
      { at: 0, status: 'pending' },
      { at: failedAtMs, status: 'failure' },
      ...(isPendingBetween ? [{ at: refundAt - 500, status: 'pending' }] : []),
      { at: refundAt, status: 'refund', refundTxs: 1 },
    ),
  )
  if (!isSocketUp) simulator.faults.apply('refuse-upgrade')
  const reader = createReader()
  await clock.advanceAsync(refundAt - 501)
  // What was settled before, stays so: only the service's own "pending" opens it again.
  const before = reader.moments.length
  await clock.advanceAsync(1_501)
  if (!isSocketUp)
    for (let waitedMs = 0; waitedMs < latestPollMs && reader.status() !== 'refund'; waitedMs += 60_000)
      await clock.advanceAsync(60_000)
  expect(reader.status()).toBe('refund')
  const { isSettled: wasSettled } = reader.moments[before - 1] ?? { isSettled: false }
  if (wasSettled && !isPendingBetween)
    expect(reader.moments.slice(before).map(({ isSettled }) => isSettled)).not.toContain(false)
  expect(reader.settled).toHaveLength(1)
  // No clock settles a failure: an answer does that was asked for after the grace, and that one says "refund".
  if (afterMs < graceMs) expect(reader.settled).toEqual(['refund'])
  expect(reader.updates.at(-1)).toBe('refund')
  const late = createReader()
  await clock.advanceAsync(1_000)
  expect(late.status()).toBe('refund')
  reader.stop()
  late.stop()
  onwire.close()

  function createReader() {
    const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } })
    const detach = getRuntime(onwire).attach(queryClient)
    const handle = getRelayEngine(onwire).topic({ kind: 'status', requestId })
    const observer = new QueryObserver(queryClient, relayStatusQueryOptions(onwire, { requestId }))
    const moments: { readonly isSettled: boolean }[] = []
    const settled: string[] = []
    const updates: string[] = []
    const stops = [
      observer.subscribe(() => {}),
      handle.on(({ type }) => type !== 'write' && moments.push({ isSettled: handle.getShown().info.isSettled })),
      watchTopic(
        handle,
        () => ({
          onUpdate: ({ status }) => updates.push(status),
          onSettled: ({ status }) => settled.push(status),
        }),
        new Set(),
      ),
      detach,
    ]
    const status = () =>
      queryClient.getQueryData<RelayStatus>(relayStatusQueryOptions(onwire, { requestId }).queryKey)?.status
    return { moments, settled, status, stop: () => stops.forEach((stop) => stop()), updates }
  }
}

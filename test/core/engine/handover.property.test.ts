import { notifyManager, QueryClient, QueryObserver } from '@tanstack/react-query'
import fc from 'fast-check'
import { createOnwire } from 'onwire'
import { relay, relayStatusQueryOptions, type RelayStatus } from 'onwire/relay'
import {
  createRelaySimulator,
  relayFaultNames,
  relayScenarios,
  type RelayFaultName,
  type RelayScenario,
  type RelayStatusStep,
} from 'onwire/testing'
import { beforeAll, expect, test } from 'vitest'
import { watchTopic } from '../../../src/core/engine/topicCallbacks.js'
import { getRelayEngine } from '../../../src/react/relay/getRelayEngine.js'
import { getRuntime } from '../../../src/react/client/onwireRuntime.js'
import { createTestEnvironment } from '../../support/environment.js'
import { checkProperty } from '../../support/property.js'

/** How many stories are drawn; the issue asks for 10 000 at least. */
const limitMs = 60_000
const failureGraceMs = 600_000

/** What befalls the client while a request runs. Times are ms after its start. */
interface Trouble {
  readonly at: number
  readonly what:
    | RelayFaultName
    | 'hide'
    | 'show'
    | 'offline'
    | 'online'
    | 'pagehide'
    | 'wake'
    | 'refetch'
    | 'remount'
    | 'rewrite'
}

interface Story {
  readonly scenario: RelayScenario
  readonly troubles: readonly Trouble[]
  readonly latencyMs: readonly [number, number]
  readonly seed: number
}

const ways: readonly (readonly string[])[] = [
  ['waiting', 'pending', 'submitted', 'success'],
  ['waiting', 'success'],
  ['waiting', 'depositing', 'pending', 'success'],
  ['waiting', 'pending', 'delayed', 'submitted', 'success'],
  ['waiting', 'pending', 'failure', 'pending', 'refund'],
  ['waiting', 'pending', 'failure', 'refund'],
  ['waiting', 'pending', 'failure'],
  ['waiting', 'pending', 'a-status-of-tomorrow', 'success'],
  ['waiting'],
]

const ends = ['success', 'failure', 'refund', 'refunded', 'fallback']

const step = fc.record({
  // Some within one frame of the screen.
  waitMs: fc.oneof(fc.integer({ min: 1, max: 15_000 }), fc.integer({ min: 1, max: 10 })),
  pushTimes: fc.integer({ min: 0, max: 3 }),
  delayPushMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12_000 })),
  delayPollMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12_000 })),
})

const drawnScenario = fc
  .tuple(fc.constantFrom(...ways), fc.array(step, { minLength: 5, maxLength: 5 }))
  .map(([way, steps]): RelayScenario => {
    let at = 0
    const taken = way.map((status, index): RelayStatusStep => {
      const { delayPollMs = 0, delayPushMs = 0, pushTimes = 1, waitMs = 0 } = steps[index] ?? {}
      if (index > 0) at += waitMs
      return { at, status, inTxs: index > 0 ? 1 : 0, push: pushTimes > 0, pushTimes, delayPushMs, delayPollMs }
    })
    return {
      name: 'drawn',
      title: '',
      description: '',
      origin: 1,
      destination: 8453,
      steps: taken,
      expect: { outcome: undefined },
    }
  })

const trouble = fc.record({
  at: fc.integer({ min: 0, max: 60_000 }),
  what: fc.constantFrom<Trouble['what']>(
    ...relayFaultNames,
    'hide',
    'show',
    'offline',
    'online',
    'pagehide',
    'wake',
    'refetch',
    'remount',
    'rewrite',
  ),
})

/** An end that was told, and of which more is told later, settles once, and with the first word: rule 12 has it. */
const told = Object.values(relayScenarios).filter(({ name }) => name !== 'excess-refunded')

const story: fc.Arbitrary<Story> = fc.record({
  scenario: fc.oneof(drawnScenario, fc.constantFrom(...told)),
  troubles: fc.array(trouble, { maxLength: 8 }),
  latencyMs: fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 300, max: 2_000 })),
  seed: fc.integer({ min: 1, max: 2 ** 30 }),
})

beforeAll(() => {
  notifyManager.setScheduler((callback) => callback())
})

test('In every drawn story what is shown never goes back, is the truth within 60 s of the last fault, settles once, and is not called settled before', async () => {
  await checkProperty(fc.asyncProperty(story, tell))
})

async function tell({ latencyMs, scenario, seed, troubles }: Story): Promise<void> {
  const random = createRandom(seed)
  const { clock, environment, page, timers } = createTestEnvironment({ random })
  const simulator = createRelaySimulator({ clock, seed, latencyMs })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const onwire = createOnwire({ protocols: [relay({ apiUrl, fetch, url, WebSocket })], environment })
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Infinity } } })
  const detach = getRuntime(onwire).attach(queryClient)
  const request = simulator.start(scenario)
  const { requestId } = request
  const options = relayStatusQueryOptions(onwire, { requestId })
  const shown: RelayStatus[] = []
  const settlements: RelayStatus[] = []
  const show = (data: RelayStatus | undefined) => {
    if (data && data !== shown.at(-1)) shown.push(data)
  }
  // As `useQuery` does it: told at the end of the batch, it reads what is current then.
  const mount = () => {
    const observer = new QueryObserver(queryClient, options)
    return observer.subscribe(notifyManager.batchCalls(() => show(observer.getCurrentResult().data)))
  }
  let unmount = mount()
  const handle = getRelayEngine(onwire).topic({ kind: 'status', requestId })
  const contradictions: unknown[] = []
  /** A reader that looks now: whatever is written, and whatever is said of it, may make him look. */
  const look = () => {
    const data = queryClient.getQueryData<RelayStatus>(options.queryKey)
    const { isSettled } = handle.getShown().info
    if (isSettled && !ends.includes(String(data?.status))) contradictions.push([clock.now(), data?.status])
  }
  const stopLooking = [
    handle.on(({ type }) => type !== 'write' && look()),
    getRelayEngine(onwire).onConnection(look),
    queryClient.getQueryCache().subscribe(notifyManager.batchCalls(look)),
  ]
  const stopWatching = watchTopic(
    handle,
    () => ({
      onSettled(data) {
        if (shown.at(-1) !== data) contradictions.push(['settled before it is shown', data.status])
        settlements.push(data)
      },
    }),
    new Set(),
  )

  const act: Record<Exclude<Trouble['what'], RelayFaultName>, () => void> = {
    hide: page.hide,
    show: page.show,
    offline: page.goOffline,
    online: page.goOnline,
    pagehide: page.pagehide,
    wake: page.wake,
    refetch: () => void queryClient.refetchQueries({ queryKey: options.queryKey }),
    remount() {
      unmount()
      unmount = mount()
    },
    // Somebody writes back what was shown first: a persister that comes late.
    rewrite: () => shown[0] && queryClient.setQueryData(options.queryKey, shown[0]),
  }
  const start = clock.now()
  for (const { at, what } of [...troubles].sort((a, b) => a.at - b.at)) {
    await clock.advanceAsync(Math.max(0, start + at - clock.now()))
    if (isFault(what)) simulator.faults.apply(what)
    else act[what]()
  }
  await clock.advanceAsync(Math.max(0, start + getLastChange(scenario) - clock.now()))
  simulator.faults.restore()
  simulator.faults.restoreRest()
  page.show()
  page.goOnline()
  page.wake()
  await clock.advanceAsync(limitMs)

  const truth = request.truth()
  expect(shown.at(-1)?.status).toBe(truth.status)
  if (!isReticent(scenario)) expect(shown.at(-1)?.inTxHashes).toEqual(truth.inTxHashes)
  expect(shown.map(({ updatedAt = 0 }) => updatedAt)).toEqual(
    shown.map(({ updatedAt = 0 }) => updatedAt).sort((a, b) => a - b),
  )

  await clock.advanceAsync(failureGraceMs + limitMs)
  const isEnded = ends.includes(truth.status)
  expect(settlements.map(({ status }) => status)).toEqual(isEnded ? [truth.status] : [])

  expect(contradictions).toEqual([])
  unmount()
  stopWatching()
  for (const stop of stopLooking) stop()
  await clock.advanceAsync(5_000)
  expect(timers()).toBe(0)
  detach()
  onwire.close()
  queryClient.clear()
}

function isFault(what: Trouble['what']): what is RelayFaultName {
  return relayFaultNames.some((name) => name === what)
}

/** Some scenarios never tell the hashes. */
function isReticent({ steps }: RelayScenario): boolean {
  return steps.some((step) => 'omit' in step)
}

/** When the scenario has told everybody everything, in ms after its start. */
function getLastChange({ steps }: RelayScenario): number {
  return Math.max(
    ...steps.map((step) =>
      'fault' in step ? step.at : step.at + Math.max(step.delayPushMs ?? 0, step.delayPollMs ?? 0),
    ),
  )
}

/** A small generator, so that every story can be told again. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

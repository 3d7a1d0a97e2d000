import { createClient, getStatus } from '@lifi/sdk'
import { notifyManager, QueryClient } from '@tanstack/react-query'
import { createOnwire, watchLiveState } from 'onwire'
import {
  type Chance,
  createManualClock,
  createManualEnvironment,
  describeAnswers,
  describeProtocol,
  describeState,
  drawOne,
} from 'onwire/testing/conformance'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { lifi, type Transfer, type TransferTopic } from '../src/lifi.js'
import { createLifiSimulator, scenarios, type ScenarioName, type Step } from './simulator.js'

notifyManager.setScheduler(queueMicrotask)

const framework = { describe, test, expect }
const txHash = `0x${'ab'.repeat(32)}`
const topic: TransferTopic = { kind: 'transfer', txHash }
const toTopic = (hash: string): TransferTopic => ({ kind: 'transfer', txHash: hash })

const drawTransfer = (chance: Chance): Transfer => ({
  txHash,
  status: drawOne(chance, ['NOT_FOUND', 'INVALID', 'PENDING', 'FAILED', 'DONE', 'MOON', 'constructor']),
  ...drawOne(chance, [{}, { substatus: 'REFUND_IN_PROGRESS' }, { substatus: 'COMPLETED', receivingChainId: 10 }]),
})

describeProtocol(framework, 'lifi', () => ({
  protocol: lifi(),
  topics: [
    topic,
    { ...topic, bridge: 'across' },
    toTopic('5VERYlongBase58SignatureOfSolana'),
    toTopic('5verylongBase58SignatureOfSolana'),
  ],
  twin: toTopic(`0x${'AB'.repeat(32)}`),
  badTopics: ['', '0x12', `${txHash}&taskId=1`, `${txHash} `, '../../../../../../../quote'].map(toTopic),
}))

describeState(framework, "lifi's transfer", () => ({
  state: lifi().stateOf(topic),
  untimedNews: drawTransfer,
}))

describeAnswers(framework, "lifi's transfer", () => ({
  topic,
  answers: [
    { status: 'NOT_FOUND' },
    { status: 'DONE', substatus: 'COMPLETED', sending: { chainId: 10 }, receiving: { chainId: 1, txHash: '0x1' } },
  ],
  toProtocol: (fetch) => lifi({ fetch, apiKey: 'hushhush-key' }),
  secret: 'hushhush-key',
}))

/** A page without React that follows a scenario, on a clock that is moved by hand. */
function follow(name: ScenarioName, seed = 1) {
  const clock = createManualClock(1_000)
  const simulator = createLifiSimulator({ clock, seed })
  const protocol = lifi({ apiUrl: simulator.apiUrl, fetch: simulator.fetch })
  const environment = createManualEnvironment(clock)
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient: new QueryClient() })
  const hash = simulator.start(name)
  const seen: string[] = []
  watchLiveState(onwire, { protocol, topic: toTopic(hash) }, ({ data, isSettled }) => {
    const { status, substatus = '' } = data ?? { status: 'unknown' }
    const moment = `${status} ${substatus}${isSettled ? ' (settled)' : ''}`
    if (seen.at(-1) !== moment) seen.push(moment)
  })
  return { clock, close: () => onwire.close(), hash, seen, simulator }
}

describe('A transfer that is followed', () => {
  test('Shows a happy path to its end, and asks no more after it', async () => {
    const { clock, close, seen, simulator } = follow('happy-path')
    await clock.advanceAsync(180_000)
    expect(seen.at(-1)).toBe('DONE COMPLETED (settled)')
    expect(seen.slice(0, 2)).toEqual(['unknown ', 'NOT_FOUND '])
    const asked = simulator.countRequests()
    await clock.advanceAsync(600_000)
    expect(simulator.countRequests()).toBe(asked)
    close()
  })

  test.each(Object.keys(scenarios) as ScenarioName[])('Ends %s with the truth', async (name) => {
    const { clock, close, seen } = follow(name)
    await clock.advanceAsync(1_500_000)
    const steps: readonly Step[] = scenarios[name]
    const { status, substatus = '' } = steps.at(-1) ?? {}
    expect(seen.at(-1)).toBe(`${status} ${substatus} (settled)`)
    close()
  })

  test('Takes a failure whose refund is in progress for provisional, and shows the refund', async () => {
    const { clock, close, seen } = follow('refund-after-failure')
    await clock.advanceAsync(200_000)
    expect(seen.at(-1)).toBe('FAILED REFUND_IN_PROGRESS')
    await clock.advanceAsync(1_000_000)
    expect(seen.slice(-2)).toEqual(['FAILED REFUND_IN_PROGRESS', 'DONE REFUNDED (settled)'])
    close()
  })

  test('Settles a refund that never comes once its grace is over', async () => {
    const { clock, close, seen } = follow('refund-that-never-comes')
    await clock.advanceAsync(590_000)
    expect(seen).toEqual(['unknown ', 'FAILED REFUND_IN_PROGRESS'])
    await clock.advanceAsync(400_000)
    expect(seen.at(-1)).toBe('FAILED REFUND_IN_PROGRESS (settled)')
    close()
  })

  test('Waits as long as the service asks for', async () => {
    const { clock, close, simulator, seen } = follow('plain-failure')
    simulator.refuse(1)
    await clock.advanceAsync(15_000)
    expect(simulator.countRequests()).toBe(1)
    await clock.advanceAsync(60_000)
    expect(seen.at(-1)).toBe('FAILED SLIPPAGE_EXCEEDED (settled)')
    close()
  })
})

describe("LI.FI's own SDK against the simulator", () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test.each(Object.keys(scenarios) as ScenarioName[])(
    'Reads %s as the protocol does, at each of its steps',
    async (name) => {
      const clock = createManualClock(1_000)
      const simulator = createLifiSimulator({ clock })
      vi.stubGlobal('fetch', simulator.fetch)
      const client = createClient({ integrator: 'onwire-example', apiUrl: simulator.apiUrl })
      const protocol = lifi({ apiUrl: simulator.apiUrl, fetch: simulator.fetch })
      const hash = simulator.start(name)
      const request = <Answer>(run: (signal: AbortSignal) => Promise<Answer>) => run(new AbortController().signal)
      for (const { at, status } of scenarios[name]) {
        await clock.advanceAsync(1_000 + at - clock.now())
        const asked = Promise.all([
          getStatus(client, { txHash: hash, bridge: 'across' }),
          protocol.stateOf(toTopic(hash)).fetch?.(toTopic(hash), { current: undefined, limit: 1, request }),
        ])
        await clock.advanceAsync(100)
        const [theirs, ours] = await asked
        expect(theirs.status).toBe(status)
        expect([ours?.status, ours?.substatus]).toEqual([theirs.status, theirs.substatus])
      }
    },
  )
})

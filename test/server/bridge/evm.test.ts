import { createEvmSimulator } from 'onwire/testing'
import { type BridgeDiagnostic, createBridge } from 'onwire/server'
import { evm } from 'onwire/server/evm'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Topic } from '../../../src/core/contract/topic.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { bridge } from '../../../src/protocols/bridge/index.js'
import { type EvmData, evm as evmOfPage, type EvmTopic, toEvmLogId } from '../../../src/protocols/evm/index.js'
import type { LogEvent } from '../../../src/protocols/shared/logs/logEvent.js'
import { createTestEnvironment } from '../../support/environment.js'
import { toName, toTrueName } from '../../protocols/evm/evmSetup.js'
// Loaded before: time by hand doesn't wait for it.
import '../../../src/protocols/evm/reader.js'
import { settle } from './support/bridgeSetup.js'
import { createPageEngine } from './support/createPageEngine.js'

const key = 'hushhush0123456789'

/** A provider that gives no logs, and quotes the key. */
function toRefused(answers: unknown): unknown {
  if (!Array.isArray(answers)) return answers
  return answers.map((answer: { readonly result: unknown }) =>
    Array.isArray(answer.result)
      ? { ...answer, result: undefined, error: { code: -32_000, message: `Project ${key} is suspended` } }
      : answer,
  )
}

/** A node with a key in its addresses, a bridge to it, and pages, on one clock. Everything that is said is kept. */
function createSetup(socket: boolean, isAllowed: (topic: Topic) => boolean = () => true) {
  const { clock, environment } = createTestEnvironment()
  const simulator = createEvmSimulator({ clock, logLimit: 10, latencyMs: 20 })
  const { chainId, WebSocket } = simulator
  const diagnostics: BridgeDiagnostic[] = []
  const answers: string[] = []
  let isBroken = false
  const server = createBridge({
    protocols: [
      evm({
        chainId,
        WebSocket,
        rpcUrl: `${simulator.rpcUrl}v3/${key}`,
        url: socket ? `${simulator.url}v3/${key}` : undefined,
        async fetch(input, init) {
          const response = await simulator.fetch(input, init)
          return isBroken ? Response.json(toRefused(await response.json())) : response
        },
      }),
    ],
    authorize: { [`evm-${chainId}`]: (_request, { topic }) => isAllowed(topic) },
    environment,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
  })
  onTestFinished(() => {
    void server.close()
    simulator.stop()
  })
  const decoder = new TextDecoder()
  const via = bridge('https://app.example/api/onwire', {
    async fetch(input, init) {
      const response = await server.fetch(new Request(input, init))
      answers.push(JSON.stringify([...response.headers]))
      const kept = response.body?.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            answers.push(decoder.decode(chunk, { stream: true }))
            controller.enqueue(chunk)
          },
        }),
      )
      return new Response(kept ?? null, response)
    },
  })
  return {
    simulator,
    said: () => JSON.stringify([diagnostics.map((each) => [each, String(Object.values(each))]), answers]),
    breakNode: (broken: boolean) => (isBroken = broken),
    open(topic: EvmTopic) {
      const engine = createPageEngine<EvmTopic, EvmData>(evmOfPage({ chainId, via }), environment)
      const errors: { readonly code?: string }[] = []
      const handle = engine.topic(topic)
      handle.watch({ refetch: () => handle.snapshot().catch((error: object) => errors.push(error)), limit: 1_000 })
      return { errors, handle, data: () => handle.getData() }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 100) {
        await clock.advanceAsync(100)
        await settle()
      }
    },
  }
}

const none: FeedData<LogEvent> = { items: [], removed: [], covered: [], left: [], isBroken: false, hasOlder: false }
const toFeed = (data: EvmData | undefined) => (data && 'items' in data ? data : none)
const toShown = ({ items, removed }: FeedData<LogEvent>) =>
  items.filter((event) => !removed.includes(toEvmLogId(event))).map(toName)

describe.each([true, false])('A node behind a bridge that has a socket (%s)', (socket) => {
  test(
    'shows each page the logs of the chain after re-organisations, by one connection, and its key nowhere',
    { timeout: 60_000 },
    async () => {
      const { advance, breakNode, open, said, simulator } = createSetup(socket)
      const story = simulator.start('reorg-6')
      const topic = { kind: 'logs', chain: simulator.chainId, address: story.address } as const
      const pages = [open(topic), open(topic), open(topic)]
      await advance(40_000)
      simulator.reorganise(2)
      await advance(2_000)
      breakNode(true)
      // Whoever begins now has to ask for a list of their own, of another beginning.
      const refused = open({ ...topic, fromBlock: 1_000 })
      await advance(10_000)
      expect(refused.errors.length).toBeGreaterThan(0)
      breakNode(false)
      simulator.chain.stop()
      await advance(40_000)
      const truth = story.truth().map(toTrueName)
      expect(truth.length).toBeGreaterThan(5)
      for (const page of [...pages, open(topic)]) {
        await advance(1_000)
        expect(toShown(toFeed(page.data()))).toEqual(truth)
        expect(getGaps(toFeed(page.data()), true)).toEqual([])
      }
      expect(simulator.counters.socketsOpened).toBe(socket ? 1 : 0)
      expect(said()).not.toContain(key)
    },
  )

  test('shows a transaction to its end, and the newest block', async () => {
    const { advance, open, said, simulator } = createSetup(socket)
    const { transactionHash: hash } = simulator.start('transaction-reorganised')
    const head = open({ kind: 'head', chain: simulator.chainId })
    const transaction = open({ kind: 'transaction', chain: simulator.chainId, hash })
    await advance(80_000)
    simulator.chain.stop()
    await advance(10_000)
    expect(transaction.data()).toMatchObject({ status: 'included', isFinal: true, hash })
    const { hash: truth, height } = simulator.chain.head()
    expect(head.data()).toMatchObject({ hash: truth, height })
    expect(said()).not.toContain(key)
  })
})

test('A page is shown no logs that the app’s `authorize` doesn’t allow, and the node isn’t asked for them', async () => {
  const address = `0x${'ab'.repeat(20)}`
  const { advance, open, simulator } = createSetup(true, (topic) => 'address' in topic && topic.address === address)
  const mine = open({ kind: 'logs', chain: simulator.chainId, address })
  await advance(3_000)
  // Until then the bridge fills its list of what is allowed.
  await advance(10_000)
  const before = simulator.counters.restRequests
  const logsBefore = simulator.counters.calls['eth_getLogs'] ?? 0
  const other = open({ kind: 'logs', chain: simulator.chainId, address: `0x${'cd'.repeat(20)}` })
  await advance(2_000)
  expect(mine.errors).toEqual([])
  expect(mine.data()).toMatchObject({ items: [] })
  expect(other.errors[0]?.code).toBe('FORBIDDEN')
  expect(other.data()).toBeUndefined()
  expect((simulator.counters.calls['eth_getLogs'] ?? 0) - logsBefore).toBeLessThanOrEqual(1)
  expect(simulator.counters.restRequests - before).toBeLessThanOrEqual(1)
})

import { createOnwire, type HeartbeatOptions, type OnwireErrorFacts, type OnwireOptions } from 'onwire'
import { bridge, type BridgeOptions as PageBridgeOptions } from 'onwire/bridge'
import { covalent, type CovalentOptions, type WatchLogEventsParameters } from 'onwire/covalent'
import { fusion, type FusionOptions, type WatchIntentParameters } from 'onwire/fusion'
import {
  relay,
  relayDeposits,
  type RelayDepositsOptions,
  type RelayOptions,
  type UseRelayChainsParameters,
  type WatchRelayStatusParameters,
} from 'onwire/relay'
import * as server from 'onwire/server'
import * as testing from 'onwire/testing'
import type {
  CovalentServerOptions,
  FusionServerOptions,
  RelayServerOptions,
  WebhookRelayServerOptions,
} from 'onwire/testing/node'
import type { SimulatedRelaySetupOptions } from 'onwire/testing/relay'
import {
  type WatchWebhooksParameters,
  webhookRelay,
  type WebhookRelayDirectOptions,
  type WebhookRelayOptions,
  type WebhookRelayOverOptions,
} from 'onwire/webhook-relay'
import { expect, expectTypeOf, onTestFinished, test } from 'vitest'
import { withDefaults } from '../src/testing/kit/withDefaults.js'
import { quietTopic, toEventsOf } from './server/bridge/support/undefinedSetup.js'

/** The names of what may be left out. */
type Optional<T> = { [Key in keyof T]-?: object extends Pick<T, Key> ? Key : never }[keyof T]
/** Those of them that an explicit `undefined` may not be passed for. */
type Closed<T> = T extends unknown
  ? { [Key in Optional<T>]: { [_ in Key]: undefined } extends Pick<T, Key> ? never : Key }[Optional<T>]
  : never

test('An option that may be left out may be undefined: an app passes on what it has', () => {
  expectTypeOf<
    Closed<
      | CovalentOptions
      | FusionOptions
      | HeartbeatOptions<never, never>
      | OnwireErrorFacts
      | OnwireOptions
      | PageBridgeOptions
      | RelayOptions
      | UseRelayChainsParameters
      | WatchIntentParameters
      | WatchLogEventsParameters
      | WatchRelayStatusParameters
      | WatchWebhooksParameters
      | WebhookRelayDirectOptions
      | WebhookRelayOverOptions
    >
  >().toEqualTypeOf<never>()
  expectTypeOf<
    Closed<
      | server.BridgeLimits
      | server.CreateBridgeOptions
      | NonNullable<server.CreateBridgeOptions['webhooks']>
      | server.MemoryBusOptions
      | server.MemoryWebhookStoreOptions
      | server.NodeHandlerOptions
      | server.RedisBusOptions
      | server.RedisWebhookStoreOptions
      | server.RelayBridgeWebhooks
      | server.RelayWebhookHandlerOptions
      | server.VerifyRelayWebhookOptions
    >
  >().toEqualTypeOf<never>()
  expectTypeOf<
    Closed<
      | CovalentServerOptions
      | FusionServerOptions
      | RelayServerOptions
      | WebhookRelayServerOptions
      | testing.CovalentSimulatorOptions
      | testing.CovalentStartOptions
      | testing.FusionSimulatorOptions
      | testing.FusionStartOptions
      | testing.RelaySimulatorOptions
      | testing.RelayWebhooksOptions
      | testing.RelayStartOptions
      | SimulatedRelaySetupOptions
      | testing.WebhookRelayDeliverOptions
      | testing.WebhookRelaySimulatorOptions
      | testing.WebhookRelayStartOptions
    >
  >().toEqualTypeOf<never>()
  // It can fail.
  expectTypeOf<
    Closed<{ readonly a: string; readonly b?: string; readonly c?: string | undefined }>
  >().toEqualTypeOf<'b'>()
})

/** Each of these, undefined: the compiler sees to it that none is missing. */
type Undefined<T> = Readonly<Record<Optional<T>, undefined>>

const noRelay: Undefined<RelayOptions> = {
  id: undefined,
  network: undefined,
  url: undefined,
  apiUrl: undefined,
  apiKey: undefined,
  dangerouslyExposeApiKey: undefined,
  socket: undefined,
  via: undefined,
  refundGraceMs: undefined,
  requestsPerMinute: undefined,
  WebSocket: undefined,
  fetch: undefined,
}
const noDeposits: Undefined<RelayDepositsOptions> = {
  id: undefined,
  network: undefined,
  apiUrl: undefined,
  apiKey: undefined,
  dangerouslyExposeApiKey: undefined,
  via: undefined,
  refundGraceMs: undefined,
  requestsPerMinute: undefined,
  fetch: undefined,
}
const noCovalent: Undefined<CovalentOptions> = {
  id: undefined,
  apiKey: undefined,
  dangerouslyExposeApiKey: undefined,
  url: undefined,
  apiUrl: undefined,
  via: undefined,
  socket: undefined,
  connectHeaders: undefined,
  destinationPrefix: undefined,
  toDestination: undefined,
  chains: undefined,
  chainPaces: undefined,
  overlapBlocks: undefined,
  lookbackBlocks: undefined,
  maxPages: undefined,
  requestsPerMinute: undefined,
  requestBurst: undefined,
  WebSocket: undefined,
  fetch: undefined,
}
const noBridge: Undefined<PageBridgeOptions> = {
  headers: undefined,
  credentials: undefined,
  hiddenMs: undefined,
  fetch: undefined,
}
const noLimits: Undefined<server.BridgeLimits> = {
  readers: undefined,
  topicsPerReader: undefined,
  topics: undefined,
  snapshots: undefined,
  readersPerCaller: undefined,
  topicsPerCaller: undefined,
  unknownPerCaller: undefined,
  snapshotsPerCaller: undefined,
  itemsPerTopic: undefined,
  bodyBytes: undefined,
  queuedBytes: undefined,
  streamMs: undefined,
}
const noWebhooks: Undefined<server.RelayBridgeWebhooks> = {
  protocolId: undefined,
  depositsId: undefined,
  onEvent: undefined,
  store: undefined,
  statuses: undefined,
  toleranceMs: undefined,
  onDiagnostic: undefined,
  headers: undefined,
  maxBodyBytes: undefined,
  callbackMs: undefined,
  now: undefined,
}

const toFacts = (protocol: object) => JSON.stringify(protocol, (_key, value: unknown) => value ?? null)

test('A protocol made with nothing but undefined is the one that was made with nothing', () => {
  const credentials = async () => ({ key: 'hushhush-key', secret: 'hushhush-secret' })
  const url = 'https://fusion.example'
  const noFusion = { apiUrl: undefined, auth: undefined, fetch: undefined, id: undefined, path: undefined }
  const noneOfBoth = { refundGraceMs: undefined, requestsPerMinute: undefined, WebSocket: undefined }
  const noBucket = { id: undefined, requestsPerMinute: undefined, requestBurst: undefined, via: undefined }
  const noLine = { url: undefined, apiUrl: undefined, now: undefined, WebSocket: undefined, fetch: undefined }
  const webhooks: WebhookRelayOptions = { ...noBucket, ...noLine, credentials }
  const pairs = [
    [relay(), relay(noRelay)],
    [relayDeposits(), relayDeposits(noDeposits)],
    [covalent(), covalent(noCovalent)],
    [
      fusion({ url }),
      fusion({ url, ...noFusion, ...noneOfBoth, via: undefined, transports: undefined } satisfies FusionOptions),
    ],
    [webhookRelay({ credentials }), webhookRelay(webhooks)],
    [relay({ via: bridge('/x') }), relay({ ...noRelay, via: bridge('/x', noBridge) })],
  ]
  for (const [made, other] of pairs) expect(toFacts(other!)).toBe(toFacts(made!))
})

test('A client made with undefined answers as ever', () => {
  const none = {
    graceMs: undefined,
    pollingIntervalMs: undefined,
    onDiagnostic: undefined,
    queryClient: undefined,
    environment: undefined,
  }
  const onwire = createOnwire({ protocols: [relay()], ...none } satisfies Undefined<OnwireOptions> & OnwireOptions)
  onTestFinished(() => onwire.close())
  expect(onwire.environment).toBeDefined()
})

test('A bridge made with undefined serves, follows and takes webhooks in', async () => {
  const noPlace = { path: undefined, signal: undefined, callbackMs: undefined, lingerMs: undefined, keyOf: undefined }
  const none = { ...noPlace, onDiagnostic: undefined, environment: undefined, bus: undefined }
  const received = await toEventsOf({
    ...none,
    limits: noLimits,
    webhooks: { relay: { ...noWebhooks, apiKey: 'hushhush-of-the-app' } },
  })
  expect(received).toMatchObject({ status: 200, webhook: 401, text: expect.stringContaining('event: subscribed') })
  expect(received.text).toContain(quietTopic.requestId)
})

test('Buses, stores and handlers made with undefined remember as ever', async () => {
  const store = server.createMemoryWebhookStore({ maxEvents: undefined, doneMs: undefined, now: undefined })
  const key = { id: '1', requestId: '0x1', updatedAt: 1 }
  expect(await store.claim(key, 'a')).toEqual({ state: 'claimed' })
  await store.release(key, 'a', true)
  expect(await store.claim(key, 'a')).toEqual({ state: 'done' })
  const noBounds = { maxBytes: undefined, maxAgeMs: undefined, now: undefined }
  const bus = server.memoryBus({ ...noBounds, entriesPerTopic: undefined, maxTopics: undefined })
  const member = bus.join('a', { entry() {}, wanted() {}, lease() {}, degraded() {}, lost() {} })
  onTestFinished(() => member.leave())
  const cursor = await member.getCursor()
  const topic = { protocol: 'relay', key: 'k', topic: { kind: 'status' } }
  await member.publish({ ...topic, data: 1 })
  expect(await member.replay([topic], cursor)).toMatchObject([[{ data: 1 }]])
})

test('Simulators made with undefined play what they play', () => {
  const clock = testing.createManualClock()
  const none = { seed: undefined, epochMs: undefined, scenario: undefined, logLimit: undefined, latencyMs: undefined }
  const relays = testing.createRelaySimulator({ ...none, clock, readyDelayMs: undefined, webhooks: undefined })
  const before = testing.createRelaySimulator({ clock: testing.createManualClock() })
  const start = { requestId: undefined, speed: undefined }
  expect(relays.start('happy-path', start).requestId).toBe(before.start('happy-path').requestId)
  const fusions = testing.createFusionSimulator({ ...none, clock, shape: undefined, stats: undefined })
  expect(fusions.start('happy-path', { intentId: undefined, speed: undefined }).intentId).toMatch(/\w/)
  const covalents = testing.createCovalentSimulator({ ...none, clock, wire: undefined, restStyle: undefined })
  expect(covalents.start('steady', { chainId: undefined, address: undefined }).chainId).toBe(1)
  for (const simulator of [relays, before, fusions, covalents]) simulator.stop()
})

test('What is undefined takes nothing away from what is there', () => {
  expect(withDefaults({ a: 1, b: 2 }, { a: undefined, b: 3, c: undefined })).toEqual({ a: 1, b: 3, c: undefined })
  expect(withDefaults({ a: 1 }, undefined)).toEqual({ a: 1 })
})

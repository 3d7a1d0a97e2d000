import { createServiceTime } from '../../kit/serviceTime.js'
import type { SimulatorCore, SimulatorCoreOptions } from '../../kit/simulatorCore.js'
import { createLog } from '../../kit/log.js'
import { createRandom } from '../../kit/random.js'
import type { SocketServer } from '../../kit/server.js'
import type { StoryBeginning } from '../../kit/storyTime.js'
import { createWebhookRelayCounters, type WebhookRelayCounters } from './webhookRelayCounters.js'
import { createWebhookRelayFaults, type WebhookRelayFaults } from './webhookRelayFaults.js'
import { createWebhookRelayRest, defaultRestStyle, type WebhookRelayRestStyle } from './webhookRelayRest.js'
import type { WebhookRelayScenario } from './webhookRelayScenario.js'
import { getWebhookRelayScenario, type WebhookRelayScenarioName } from './webhookRelayScenarios.js'
import { createWebhookRelaySockets } from './webhookRelaySockets.js'
import { createWebhookRelayStory, type WebhookRelayStory } from './webhookRelayStory.js'
import {
  drawUuid,
  type WebhookRelayBucket,
  type WebhookRelayRequest,
  type WebhookRelayWebhook,
} from './webhookRelayWebhook.js'
import { withDefaults } from '../../kit/withDefaults.js'

export interface WebhookRelaySimulatorCoreOptions extends SimulatorCoreOptions {
  /** Equal seeds give equal ids and headers. Default 1. */
  readonly seed?: number | undefined
  /** Buckets that nobody started play this scenario once a client asks for them. Default: nothing comes to them. */
  readonly scenario?: WebhookRelayScenario | WebhookRelayScenarioName | undefined
  /** Keys and their secrets; an account's key is `whr` with `sk-…`. Default: all but empty ones. */
  readonly credentials?: readonly { readonly key: string; readonly secret: string }[] | undefined
  /** Default 60 000. */
  readonly pingEveryMs?: number | undefined
  /** The effect of a second `subscribe` on the first one. Default `replaces`. */
  readonly resubscribe?: 'replaces' | 'adds' | undefined
  /** How its log is told. */
  readonly restStyle?: Partial<WebhookRelayRestStyle> | undefined
  /** REST answers 429 above this, for each credential. Default 600; `Infinity` for no limit. */
  readonly requestsPerMinute?: number | undefined
}

export interface WebhookRelayStartOptions {
  /** Default `simulated-bucket`; where a scenario has several, they are numbered from 2 on. */
  readonly bucket?: string | undefined
  /** 2 plays the scenario twice as fast. Default 1. */
  readonly speed?: number | undefined
  /** When its time begins. Steps at 0 are taken at once in any case. Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

export interface WebhookRelayDeliverOptions {
  /** True: the socket's message carries the log's id. Default true. */
  readonly hasId?: boolean | undefined
  /** How often each message is sent; 0 for a log that no socket tells of. Default 1. */
  readonly times?: number | undefined
  /** How long ago it came, in milliseconds. Default 0. */
  readonly agoMs?: number | undefined
}

/** The service without a carrier: what the in-memory pipe and the Node server both adapt. */
export interface WebhookRelaySimulatorCore extends SimulatorCore {
  readonly sockets: SocketServer
  readonly faults: WebhookRelayFaults
  readonly counters: Readonly<WebhookRelayCounters>
  /** The bucket of this name, which is made where there is none. */
  bucket(name: string, outputs?: WebhookRelayScenario['outputs']): WebhookRelayBucket
  /** A request comes to a bucket's public endpoint. */
  deliver(bucket: string, request?: WebhookRelayRequest, options?: WebhookRelayDeliverOptions): WebhookRelayWebhook
  /** Begins a scenario. `done` of what it returns settles with its last step. */
  start(
    scenario: WebhookRelayScenario | WebhookRelayScenarioName,
    options?: WebhookRelayStartOptions,
  ): WebhookRelayStory
  stories(): readonly WebhookRelayStory[]
  /** All webhooks, newest first. */
  truth(): readonly WebhookRelayWebhook[]
}

export function createWebhookRelaySimulatorCore(
  options: WebhookRelaySimulatorCoreOptions = {},
): WebhookRelaySimulatorCore {
  const { credentials, logLimit = 1000, seed = 1 } = options
  const { clock, serviceNow } = createServiceTime(options)
  const random = createRandom(seed)
  const log = createLog(serviceNow, logLimit)
  const counters = createWebhookRelayCounters()
  const buckets = new Map<string, WebhookRelayBucket>()
  const stories: WebhookRelayStory[] = []
  const webhooks: WebhookRelayWebhook[] = []
  const isAccepted = (key: string, secret: string): boolean =>
    credentials?.some((known) => known.key === key && known.secret === secret) ?? (key !== '' && secret !== '')

  const faults = createWebhookRelayFaults({
    terminateAll: () => sockets.terminateAll(),
    closeAll: (code, reason) => sockets.closeAll(code, reason),
    refuseAll: () => sockets.refuseAll(),
    junkAll: () => sockets.junkAll(),
    note: (fault) => log.add({ type: 'fault', fault }),
  })
  const sockets = createWebhookRelaySockets({
    clock,
    random,
    log,
    counters,
    pingEveryMs: options.pingEveryMs ?? 60_000,
    resubscribe: options.resubscribe ?? 'replaces',
    faults: () => faults.state(),
    isAccepted,
    buckets: () => [...buckets.values()],
    asked,
    subscribed: (names) => names?.forEach(adopt),
  })
  const rest = createWebhookRelayRest({
    log,
    counters,
    requestsPerMinute: options.requestsPerMinute ?? 600,
    style: withDefaults(defaultRestStyle, options.restStyle),
    now: () => clock.now(),
    serviceNow,
    faults: () => faults.state(),
    isAccepted,
    webhooks: () => webhooks,
    asked: (name) => asked(name === undefined ? undefined : [name]),
    adopt,
  })

  /** All buckets are asked for where none is named. */
  function asked(names: readonly string[] | undefined): void {
    for (const story of stories)
      if (!names || story.buckets.some(({ id, name }) => names.includes(id) || names.includes(name))) story.begin()
  }

  function adopt(name: string): void {
    const isKnown = [...buckets.values()].some((bucket) => bucket.id === name || bucket.name === name)
    if (!isKnown && options.scenario !== undefined) start(options.scenario, { bucket: name })
  }

  function getBucket(name: string, outputs: WebhookRelayScenario['outputs'] = 'none'): WebhookRelayBucket {
    const known = [...buckets.values()].find((bucket) => bucket.id === name || bucket.name === name)
    if (known) return known
    const toOutput = (nth: number, internal: boolean) => ({
      id: drawUuid(random),
      name: `output-${nth}`,
      destination: internal ? `http://localhost:808${nth}` : `https://public.example/${nth}`,
      internal,
    })
    const made = {
      id: drawUuid(random),
      name,
      inputId: drawUuid(random),
      inputName: 'Default public endpoint',
      outputs: outputs === 'none' ? [] : [1, 2].map((nth) => toOutput(nth, outputs === 'several')),
    }
    buckets.set(name, made)
    return made
  }

  function deliver(name: string, request: WebhookRelayRequest = {}, how: WebhookRelayDeliverOptions = {}) {
    const { body = '', headers = {}, method = 'POST', query = '' } = request
    const { agoMs = 0, hasId = true, times = 1 } = how
    const bucket = getBucket(name)
    const createdAt = serviceNow() - agoMs
    const webhook = { id: drawUuid(random), bucket, method, headers, query, body, createdAt }
    webhooks.unshift(webhook)
    webhooks.sort((a, b) => b.createdAt - a.createdAt)
    log.add({ type: 'status', requestId: webhook.id, status: 'received', updatedAt: createdAt })
    for (let time = 0; time < times; time += 1) sockets.publish(webhook, hasId)
    return webhook
  }

  function start(story: WebhookRelayScenario | string, startOptions: WebhookRelayStartOptions = {}) {
    const { begins, bucket = 'simulated-bucket', speed = 1 } = startOptions
    const scenario = typeof story === 'string' ? getWebhookRelayScenario(story) : story
    const { buckets: many = 1, outputs } = scenario
    const own = Array.from({ length: many }, (_bucket, nth) => (nth === 0 ? bucket : `${bucket}-${nth + 1}`))
    const begun = createWebhookRelayStory({
      clock,
      scenario,
      speed,
      begins,
      seed,
      buckets: own.map((name) => getBucket(name, outputs)),
      deliver: ({ name }, request, { hasId = true, past, times = 1 }, agoMs) =>
        void deliver(name, request, { hasId, times: past ? 0 : times, agoMs }),
      fault: (name) => faults.apply(name),
    })
    stories.push(begun)
    return begun
  }

  return {
    clock,
    random,
    sockets,
    rest,
    faults,
    log,
    counters,
    bucket: getBucket,
    deliver,
    start,
    stories: () => stories,
    truth: () => webhooks,
    watch: (listener) => log.watch(listener),
    requestsLastMinute: () => rest.requestsLastMinute(),
    stop() {
      for (const story of stories) story.stop()
      sockets.terminateAll()
    },
  }
}

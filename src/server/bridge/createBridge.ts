import { toError } from '../../core/contract/errors.js'
import type { Clock } from '../../core/contract/environment.js'
import type { Protocol } from '../../core/contract/protocol.js'
import { createBridgeReport } from './bridgeDiagnostic.js'
import type { CreateBridgeOptions } from './bridgeOptions.js'
import { createCallers } from './callers.js'
import type { BusMember, BusNews, BusTopic } from '../bus/bus.js'
import { createAuthorize } from './requests/authorize.js'
import { defaultCallbackMs } from '../withLimit.js'
import { createBridgePath, type Route } from './bridgePath.js'
import { provideWebSocket } from './nodeWebSocket.js'
import { createProcessEnd } from './processEnd.js'
import { createOutbox } from './upstream/outbox.js'
import { createBusEvents } from './requests/busEvents.js'
import { createInfoEvents } from './requests/infoEvents.js'
import { createReaders } from './readers/readers.js'
import { createUpstreams } from './upstream/upstreams.js'
import { createBridgeMeter } from './metrics/bridgeMeter.js'
import type { BridgeMetrics } from './metrics/bridgeMetrics.js'
import { createRegularMetrics } from './metrics/regularMetrics.js'
import { callRoute, createAnswerCall } from './requests/answerCall.js'
import { createAnswerHealth } from './requests/answerHealth.js'
import { createAnswerMetrics } from './requests/answerMetrics.js'
import { collectMetrics } from './requests/collectMetrics.js'
import { createWebhookRoutes, toWebhookRoutes, type WebhookRoute } from './requests/webhookRoute.js'
import { reportUnsayable } from './entryReceiver.js'
import { createInterests, type InterestsOptions } from './readers/interests.js'
import { createAnswerRequest } from './requests/answerRequest.js'
import { toLimits } from './limits.js'
import { memoryBus } from '../bus/memoryBus.js'
import { checkFromKey } from './requests/busTopic.js'
import type { BridgeServices } from './services.js'
import { createServerEnvironment } from '../environment.js'

/** The app's own server, between pages and services. */
export interface Bridge {
  /**
   * Answers `POST /events`, `GET /events`, `GET /snapshot` and `POST /webhooks/relay` below `path`. Never rejects.
   * CORS is the app's. `from` is passed to `authenticate`: `toNodeHandler` passes Node's own request.
   */
  readonly fetch: (request: Request, from?: unknown) => Promise<Response>
  /** Tells `toNodeHandler` that a path's body may come from a parser. False for webhooks: their bytes are signed. */
  readonly acceptsParsedBody: (this: void, pathname: string) => boolean
  /**
   * Asks readers to come back, all or those of some topics, so that `authorize` is called again: a user has signed out.
   * A reader that stays is ended after 30 s. Asks this instance's readers only: call it on the other instances too.
   */
  renew(isConcerned?: (topic: BusTopic) => boolean): void
  /** Returns the figures of this instance, as `onMetrics` gets them. */
  getMetrics(): BridgeMetrics
  /**
   * Ends everything: streams, links, timers. Readers come back to another instance. Resolves once other instances
   * can take over, after 5 s at the latest: then the process may end. Never rejects.
   */
  close(): Promise<void>
}

/**
 * Makes one route that holds the keys, follows its readers' topics over one link for each service, receives webhooks,
 * and sends all updates as events.
 *
 * - Calls `authorize` for every topic; a private protocol needs an entry of its own.
 * - Keys never leave, nor do the services' words about them.
 * - Asks a service once, however many readers ask, and within its budget.
 * - Needs a long-lived process.
 */
export function createBridge<const P extends Protocol, User = undefined>(options: CreateBridgeOptions<P, User>): Bridge
export function createBridge(options: CreateBridgeOptions): Bridge {
  const { bus = memoryBus(), environment = createServerEnvironment(), lingerMs = 30_000 } = options
  const { callbackMs = defaultCallbackMs, signal = true } = options
  const bridgePath = createBridgePath(options.path ?? defaultPath, toRoutes(options))
  const limits = toLimits(options.limits)
  const meter = createBridgeMeter(environment.clock.now)
  const report = meter.countReports(createBridgeReport(options.onDiagnostic, options.protocols))
  const protocols = toMap(options)
  const { clock } = environment
  const authorize = createAuthorize({ ...options, callbackMs, after: clock.after }, protocols, report)
  const instance = crypto.randomUUID()
  let closing: Promise<void> | undefined

  const getMember = (): BusMember => member
  const publish = meter.timePublish<BusNews>((news) => member.publish(news))
  const outbox = createOutbox({
    now: clock.now,
    publish,
    onLost: reportLostNews,
    onUnsayable: (news) => reportUnsayable(news, report),
  })
  const hasData: InterestsOptions['hasData'] = ({ protocol, topic }) => upstreams.get(protocol)?.hasData(topic) ?? false
  const interests = createInterests({ clock, lingerMs, limits, hasData, getMember })
  const callers = createCallers(limits)
  const readers = createReaders({ ...environment, limits, callers, interests, report, getMember })
  const upstreams = createUpstreams(protocols, {
    environment,
    instance,
    report,
    limits,
    publish: outbox.add,
    send: (message) => member.send?.(message),
    onInfo(topic) {
      const frame = infoEvents.get(topic)
      if (frame) readers.sendInfo(topic, frame)
    },
  })
  const getMetrics = () => collectMetrics({ callers, interests, meter, outbox, readers, upstreams })
  const infoEvents = createInfoEvents(upstreams, clock)
  const services: BridgeServices = {
    authorize,
    clock,
    countRefusedTopic: meter.countRefusedTopic,
    getInfoEvent: infoEvents.getNeeded,
    limits,
    protocols,
    readers,
    report,
    upstreams,
  }
  const answers = createAnswers(options, services, publish, getMetrics)
  const regular = createRegularMetrics(options, clock, getMetrics, report)

  // From here on nothing is a mistake any more: the process and the bus know of no bridge that isn't one.
  const releaseWebSocket = provideWebSocket(protocols.values())
  const processEnd = createProcessEnd(close)
  const events = { upstreams, readers, interests, report, flush: outbox.flush, onLost: reportLostNews }
  const member: BusMember = bus.join(instance, createBusEvents(events))
  member.lease([...protocols.keys()])

  /** Entries are missing that nobody can bring. */
  function reportLostNews() {
    report(lostNews)
    readers.endAll()
  }

  function close(): Promise<void> {
    closing ??= shutDown()
    return closing
  }

  async function shutDown() {
    readers.endAll()
    interests.close()
    for (const upstream of upstreams.values()) upstream.close()
    regular.stop()
    await leaveBus(member, clock)
    processEnd.stop()
    releaseWebSocket()
  }

  return {
    acceptsParsedBody: (pathname) => bridgePath.isRoute(pathname, '/events'),
    fetch: createAnswerRequest({
      bridgePath,
      services,
      webhooks: answers,
      isClosed: () => closing !== undefined,
      onStream: () => signal && processEnd.watch(),
      onAnswer(route, status) {
        meter.countAnswer(route, status)
        regular.start()
      },
    }),
    getMetrics,
    renew: readers.renew,
    close,
  }
}

const lostNews = {
  code: 'NEWS_LOST',
  level: 'error',
  message: 'News were lost on the bus. Readers come back, and ask anew.',
} as const

/** Resolves once the bus was left, or after 5 s. Never rejects. */
async function leaveBus(member: BusMember, clock: Clock): Promise<void> {
  const leaving = (async () => member.leave())()
  await new Promise<void>((resolve) => {
    const stop = clock.after(leaveMs, resolve)
    leaving
      .catch(() => {})
      .finally(() => {
        stop()
        resolve()
      })
  })
}

/** The time that `leave()` of the bus may take, in ms. */
const leaveMs = 5_000

/** Makes the answers of webhooks, and of `/health` and `/metrics` where they are wanted. */
function createAnswers(
  { calls, health, metrics, webhooks }: CreateBridgeOptions,
  services: BridgeServices,
  publish: BusMember['publish'],
  getMetrics: () => BridgeMetrics,
): ReadonlyMap<Route, WebhookRoute> {
  const answers = new Map(createWebhookRoutes(webhooks?.relay, services, publish))
  if (calls) answers.set(callRoute, createAnswerCall(calls, services))
  if (health) answers.set(healthRoute, createAnswerHealth(services))
  if (metrics) answers.set(metricsRoute, createAnswerMetrics(getMetrics))
  return answers
}

const healthRoute: Route = '/health'
const metricsRoute: Route = '/metrics'

function toRoutes({ calls, health, metrics, webhooks }: CreateBridgeOptions): readonly Route[] {
  const routes = toWebhookRoutes(webhooks?.relay)
  return [
    ...routes,
    ...(calls ? [callRoute] : []),
    ...(health ? [healthRoute] : []),
    ...(metrics ? [metricsRoute] : []),
  ]
}

const defaultPath = '/api/onwire'

function toMap({ protocols }: CreateBridgeOptions): ReadonlyMap<string, Protocol> {
  protocols.forEach(checkFromKey)
  const byId = new Map(protocols.map((protocol) => [protocol.id, protocol]))
  const [first] = protocols
  if (!first || byId.size < protocols.length)
    throw toError(
      first?.id ?? 'bridge',
      first ? 'DUPLICATE_PROTOCOL' : 'NO_PROTOCOL',
      `createBridge() got ${first ? 'two protocols with one id' : 'no protocols'}.`,
      'Pass each once: createBridge({ protocols: [relay({ apiKey })], … }).',
    )
  return byId
}

import { OnwireError, toError } from '../../core/contract/errors.js'
import type { Clock } from '../../core/contract/environment.js'
import type { Protocol } from '../../core/contract/protocol.js'
import { createBridgeReport, type ReportBridge } from './bridgeDiagnostic.js'
import type { CreateBridgeOptions } from './bridgeOptions.js'
import type { BusMember, BusTopic } from '../bus/bus.js'
import { createAuthorize } from './requests/authorize.js'
import { createOutbox } from './upstream/outbox.js'
import { createReaders } from './readers/readers.js'
import { createUpstream } from './upstream/upstream.js'
import { createWebhookRoute } from './requests/webhookRoute.js'
import { createInterests } from './readers/interests.js'
import { answerEvents } from './requests/answerEvents.js'
import { answerSnapshot } from './requests/answerSnapshot.js'
import { toLimits } from './limits.js'
import { memoryBus } from '../bus/memoryBus.js'
import { checkFromKey } from './requests/busTopic.js'
import { Refusal, toRefusedResponse } from './refusal.js'
import type { BridgeServices } from './services.js'
import { createServerEnvironment } from '../environment.js'

/** The app's own server, between pages and services. */
export interface Bridge {
  /**
   * Answers `POST /events`, `GET /events`, `GET /snapshot` and `POST /webhooks/relay`, under any path. Never rejects.
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
  const limits = toLimits(options.limits)
  const report = createBridgeReport(options.onDiagnostic, options.protocols)
  const protocols = toMap(options)
  const authorize = createAuthorize(options, protocols, report)
  const instance = crypto.randomUUID()
  let closing: Promise<void> | undefined

  const getMember = (): BusMember => member
  const outbox = createOutbox((news) => member.publish(news), reportLostNews)
  const interests = createInterests(environment.clock, lingerMs, limits.topics, getMember)
  const readers = createReaders({
    ...environment,
    limits,
    interests,
    report,
    getMember,
  })
  const upstreams = new Map(
    [...protocols].map(([id, protocol]) => [
      id,
      createUpstream({
        protocol,
        environment,
        instance,
        report,
        maxAnonymousSnapshots: limits.snapshots,
        publish: outbox.add,
      }),
    ]),
  )

  const member: BusMember = bus.join(instance, {
    entry(entry) {
      upstreams.get(entry.protocol)?.receiveEntry(entry)
      readers.receiveEntry(entry)
    },
    wanted(topics) {
      for (const upstream of upstreams.values()) upstream.setWanted(topics)
    },
    lease: (protocol, isHeld) => upstreams.get(protocol)?.setHeld(isHeld),
    degraded(isDegraded) {
      report(isDegraded ? away : back)
      for (const upstream of upstreams.values()) upstream.setDegraded(isDegraded)
      readers.setDegraded(isDegraded)
      if (!isDegraded) outbox.flush()
    },
    lost: reportLostNews,
  })
  member.lease([...protocols.keys()])

  /** Entries are missing that nobody can bring. */
  function reportLostNews() {
    report({
      code: 'NEWS_LOST',
      level: 'error',
      message: 'News were lost on the bus. Readers come back, and ask anew.',
    })
    readers.endAll()
  }

  async function shutDown() {
    readers.endAll()
    interests.close()
    for (const upstream of upstreams.values()) upstream.close()
    await leaveBus(member, environment.clock)
  }

  const services: BridgeServices = { authorize, limits, protocols, readers, report, upstreams }
  const answerWebhook = createWebhookRoute(options.webhooks?.relay, services, (news) => member.publish(news))

  async function answerRequest(request: Request, from: unknown): Promise<Response> {
    if (closing) throw new Refusal('CLOSED')
    const { pathname } = new URL(request.url)
    if (isEvents(pathname)) return answerEvents(request, services, from)
    if (/\/snapshot\/?$/.test(pathname)) return answerSnapshot(request, services, from)
    if (answerWebhook && /\/webhooks\/relay\/?$/.test(pathname)) return answerWebhook(request)
    throw new Refusal('NOT_FOUND')
  }

  return {
    acceptsParsedBody: isEvents,
    async fetch(request, from) {
      try {
        return await answerRequest(request, from)
      } catch (cause) {
        return toErrorResponse(cause, report)
      }
    },
    renew: readers.renew,
    close() {
      closing ??= shutDown()
      return closing
    },
  }
}

function toErrorResponse(cause: unknown, report: ReportBridge): Response {
  if (cause instanceof Refusal) return toRefusedResponse(cause, report)
  const protocol = cause instanceof OnwireError ? { protocol: cause.protocol ?? '' } : {}
  const message = 'The service could not be asked for a snapshot. See the cause.'
  report({ code: 'UPSTREAM_FAILED', level: 'warn', message, cause, ...protocol })
  return toRefusedResponse(new Refusal('UPSTREAM_FAILED'), () => {})
}

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

const away = { code: 'BUS_AWAY', level: 'error', message: 'The bus is away. Readers stay, and are told so.' } as const
const back = { code: 'BUS_BACK', level: 'info', message: 'The bus is back.' } as const

/** The time that `leave()` of the bus may take, in ms. */
const leaveMs = 5_000

const isEvents = (pathname: string) => /\/events\/?$/.test(pathname)

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

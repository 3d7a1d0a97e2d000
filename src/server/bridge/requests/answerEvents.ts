import { isRecord, isText } from '../../../protocols/shared/guards.js'
import { parseJsonBytes } from '../../parseJson.js'
import { readBody } from '../../http/readBody.js'
import type { BusTopic } from '../../bus/bus.js'
import { parseTopic, readTopics, toRefused } from './readTopics.js'
import { Refusal, type RefusedTopic } from '../refusal.js'
import type { BridgeServices } from '../services.js'

interface EventsRequest {
  readonly topics: readonly unknown[]
  readonly cursor: string | undefined
  /** True for a page of onwire, which asks for snapshots by itself. */
  readonly asksForSnapshots: boolean
}

/** Ids of a bus are short: a longer text is no cursor. */
const maxCursorLength = 200

/** Answers with an event stream: `POST` is for onwire's own transport, `GET` for EventSource and all others. */
export async function answerEvents(request: Request, services: BridgeServices, from: unknown): Promise<Response> {
  const { limits, protocols, readers, upstreams } = services
  const events = await readEventsRequest(request, limits.bodyBytes)
  if (readers.getCount() >= limits.readers) throw new Refusal('TOO_MANY_READERS')
  const release = readers.reserve()
  const { allowed, caller, refused, topics } = await services
    .authorize(request, from)
    .then(async ({ caller, isAllowed }) => {
      // Nothing is read, and nothing logged, of what was asked for by somebody who isn't let in.
      const read = readTopics(protocols, events.topics, limits.topicsPerReader)
      return { ...read, caller, allowed: await Promise.all(read.topics.map(isAllowed)) }
    })
    .finally(release)
  // Only the log shows that a page has another version, or follows too much.
  const firsts = new Map<string, RefusedTopic>()
  for (const each of refused) {
    const kind = `${each.code} ${protocols.has(each.protocol) ? each.protocol : ''}`
    // Reports the first of each kind: a stranger may name thousands.
    if (!firsts.has(kind)) firsts.set(kind, each)
  }
  for (const { code, key, protocol } of firsts.values())
    services.report({ code, level: 'warn', message: new Refusal(code).message, protocol, key })
  const getFirstData = (wanted: BusTopic, isWhole: boolean, isQuiet: boolean) => {
    const { protocol, topic } = wanted
    const upstream = upstreams.get(protocol)
    // The first picture of a page comes by its stream: it asks for what doesn't, few at a time.
    const isFirst = events.asksForSnapshots && events.cursor === undefined
    if (isFirst && isQuiet && !upstream?.isPushOnly(topic)) return upstream?.getFresh(wanted)
    // A page of onwire may have added this topic just now. It asks for a snapshot itself, if there is one to ask for.
    const isNeeded = events.asksForSnapshots ? upstream?.isPushOnly(topic) : !isWhole
    return isNeeded ? toUnchainedPiece(upstream?.getData(topic)) : undefined
  }
  const forbidden = topics.filter((_, index) => !allowed[index])
  const allRefused = [...refused, ...forbidden.map((topic) => toRefused(topic, 'FORBIDDEN'))]
  for (const { code } of allRefused) services.countRefusedTopic(code)
  const stream = readers.open(
    {
      topics: topics.filter((_, index) => allowed[index]),
      forbidden,
      refused: allRefused,
      cursor: events.cursor,
      caller,
      getFirstData,
      getInfoEvent: services.getInfoEvent,
    },
    request.signal,
  )
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

/** Marks a feed's list as a piece that follows no other: its own coverage says where it begins. */
function toUnchainedPiece(data: unknown): unknown {
  return isRecord(data) && 'isBroken' in data ? { ...data, isBroken: true } : data
}

async function readEventsRequest(request: Request, maxBytes: number): Promise<EventsRequest> {
  if (request.method === 'GET') {
    const topics = new URL(request.url).searchParams.getAll('topic').map(parseTopic)
    return { topics, cursor: toCursor(request.headers.get('last-event-id')), asksForSnapshots: false }
  }
  if (request.method !== 'POST') throw new Refusal('WRONG_METHOD')
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')) throw new Refusal('WRONG_TYPE')
  const body = await readBody(request, maxBytes)
  if (!body.ok) throw new Refusal(body.code === 'BODY_TOO_LARGE' ? body.code : 'BODY_UNREADABLE')
  const received = parseJsonBytes(body.bytes)
  if (!isRecord(received)) throw new Refusal('NOT_JSON')
  const { cursor, topics } = received
  if (!Array.isArray(topics)) throw new Refusal('NO_TOPICS')
  return { topics, cursor: toCursor(cursor), asksForSnapshots: true }
}

function toCursor(received: unknown): string | undefined {
  return isText(received) && received !== '' && received.length <= maxCursorLength ? received : undefined
}

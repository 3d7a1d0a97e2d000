import { OnwireError } from '../../core/contract/errors.js'
import { createHeartbeat } from '../../core/connection/heartbeat.js'
import type { Asking, Protocol, State, Topic, Via } from '../../core/contract/protocol.js'
import { sse } from '../../transports/sse.js'
import { type AskJson, createAskJson } from '../shared/askJson.js'
import { toRecord } from '../shared/guards.js'
import { toAddress, type UrlSource } from '../shared/toAddress.js'
import { createBridgeDecode } from './decode.js'
import { shareStream } from './sharedStream.js'
import { remedy, toRefusal } from './refusal.js'

export interface BridgeOptions {
  /** Sent with every request, such as a session's token. A function is asked each time. None by default: cookies of the same origin go along anyway. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined
  /** `'include'` where the bridge is on another origin and reads cookies. `'same-origin'` by default. */
  readonly credentials?: RequestCredentials | undefined
  /** `globalThis.fetch` by default, looked up at each request. */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * The way to services over the app's own server, where `createBridge` holds their keys: `relay({ via: bridge('/api/onwire') })`.
 * All protocols that share one have one stream together.
 *
 * @param url Where the bridge is mounted. Relative to the page, or absolute.
 */
export function bridge(url: UrlSource, options: BridgeOptions = {}): Via {
  const { credentials = 'same-origin', headers } = options
  const getUrl = async () => {
    const told = typeof url === 'string' ? url : await url()
    try {
      return new URL(told, globalThis.location?.href).href
    } catch {
      throw new OnwireError(relativeUrl)
    }
  }

  const request: typeof globalThis.fetch = async (input, init) => {
    const all = new Headers(init?.headers)
    new Headers(typeof headers === 'function' ? await headers() : headers).forEach((value, name) =>
      all.set(name, value),
    )
    return (options.fetch ?? globalThis.fetch)(input, { ...init, credentials, headers: all })
  }

  const stream = shareStream(
    sse(async (body, signal) => {
      const address = await toAddress(getUrl, '/events', {})
      const type = { 'content-type': 'application/json', accept: 'text/event-stream' }
      return request(address, { method: 'POST', body, signal, cache: 'no-store', headers: type })
    }),
  )

  return (protocol) => {
    const ask = createAskJson(protocol.id, getUrl, {}, { fetch: request, remedy, who: 'The bridge' }, 5_000)
    const { key } = protocol
    return {
      live: {
        transport: stream(protocol.id),
        opensWith: true,
        sync: (wanted, sent) => (isSameList(wanted.map(key), sent.map(key)) ? [] : [wanted]),
        decode: createBridgeDecode(protocol),
        refusals: [401, 403],
        refusedMs: 30_000,
        liveness: { readyMs: 10_000, ackMs: 10_000 },
        // It sends a comment every 15 s.
        heartbeat: createHeartbeat({ silenceMs: 40_000 }),
      },
      stateOf(topic) {
        const state = protocol.stateOf(topic)
        if (!state.fetch) return state
        return { ...state, fetch: (topic, asking) => fetchSnapshot(protocol, state, ask, topic, asking) }
      },
    }
  }
}

/** A page has an address of its own. A server that renders it has none. */
const relativeUrl = {
  code: 'RELATIVE_URL',
  what: 'bridge() has an address that is not absolute, and no page that it is relative to.',
  remedy: 'On a server pass an absolute URL, or a function that gives one.',
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a)
  return set.size === new Set(b).size && b.every((each) => set.has(each))
}

/** Asks the bridge for what it knows; of a feed also for a stretch, which it asks the service for. */
function fetchSnapshot<T extends Topic, Data>(
  { id }: Protocol<T, Data>,
  { pieces, revive }: State<T, Data>,
  ask: AskJson,
  topic: T,
  { known, limit, range, request }: Asking<Data>,
): Promise<Data> {
  const stretch = { ...(range && { to: `${range.to}`, ...(range.from !== undefined && { from: `${range.from}` }) }) }
  const query = { topic: JSON.stringify({ protocol: id, topic }), ...(pieces && { limit: `${limit}`, ...stretch }) }
  const read = (answer: unknown, status: number) => {
    const refusal = toRefusal(id, answer, status)
    if (refusal) throw refusal
    const { data } = toRecord(answer)
    const value = revive(data)
    if (value === undefined || !pieces) return value
    return pieces.adopt(value, range !== undefined || toRecord(data)['isBroken'] === true, known ?? pieces.empty)
  }
  return request((signal) => ask('/snapshot', query, read, signal))
}

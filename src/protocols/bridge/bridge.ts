import { createHeartbeat } from '../../core/connection/heartbeat.js'
import type { Via } from '../../core/contract/protocol.js'
import { sse } from '../../transports/sse.js'
import { createAskJson } from '../shared/askJson.js'
import { fetchFresh } from '../shared/fetchFresh.js'
import { toAddress, type UrlSource } from '../shared/toAddress.js'
import { toMistake } from '../shared/toError.js'
import { createBridgeDecode } from './decode.js'
import type { BridgeOptions, BridgeVia } from './options.js'
import { remedy } from './refusal.js'
import { getCall, getSnapshot } from './rest.js'
import { takeTurns } from '../shared/takeTurns.js'
import { shareStream } from './sharedStream.js'
import { type BridgeClaims, toDated, toWorse } from './claims.js'

/**
 * The way to services over the app's own server, where `createBridge` holds their keys:
 * `relay({ via: bridge('/api/onwire') })`. All protocols that share one have one stream together.
 *
 * @param url Where the bridge is mounted. Relative to the page, or absolute.
 */
export function bridge(url: UrlSource, options: BridgeOptions = {}): BridgeVia {
  const { credentials, headers, hiddenMs } = options
  const getUrl = async () => {
    const told = typeof url === 'string' ? url : await url()
    try {
      return new URL(told, globalThis.document?.baseURI ?? globalThis.location?.href).href
    } catch {
      // A page has an address of its own. A server that renders it has none.
      throw toMistake(
        'RELATIVE_URL',
        process.env.NODE_ENV !== 'production' && {
          what: 'bridge() has an address that is not absolute, and no page that it is relative to.',
          remedy: 'On a server pass an absolute URL, or a function that gives one.',
        },
      )
    }
  }

  const request: typeof globalThis.fetch = async (input, init) => {
    const all = new Headers(init?.headers)
    new Headers(typeof headers === 'function' ? await headers() : headers).forEach((value, name) =>
      all.set(name, value),
    )
    // Runtimes of Cloudflare Workers throw at the field, even where it says what is so by default.
    const own = credentials && { credentials }
    return (options.fetch ?? globalThis.fetch)(input, { ...init, ...own, headers: all })
  }

  const inTurn = takeTurns(request)
  const stream = shareStream(
    sse(async (body, signal) => {
      const address = await toAddress(getUrl, '/events', {})
      const type = { 'content-type': 'application/json', accept: 'text/event-stream' }
      return fetchFresh(request, address, { method: 'POST', body, signal, headers: type })
    }, hiddenMs),
  )

  const createAsk = (id: string) => createAskJson(id, getUrl, {}, { fetch: inTurn, remedy, who: 'The bridge' }, 5_000)

  const via: Via = (protocol) => {
    const ask = createAsk(protocol.id)
    const { key } = protocol
    const claims: BridgeClaims = new Map()
    return {
      live: {
        transport: stream(protocol.id),
        opensWith: true,
        sync: (wanted, sent) => (isSameList(wanted.map(key), sent.map(key)) ? [] : [wanted]),
        decode: createBridgeDecode(protocol, claims),
        refusals: [401, 403],
        refusedMs: 30_000,
        liveness: { readyMs: 10_000, ackMs: 10_000 },
        // It sends a comment every 15 s.
        heartbeat: createHeartbeat({ silenceMs: 40_000 }),
      },
      stateOf(topic) {
        const state = protocol.stateOf(topic)
        return {
          ...state,
          ...(state.fetch && { fetch: (topic, asking) => getSnapshot(protocol, state, ask, claims, topic, asking) }),
          toInfo(own, unixNow) {
            const name = key(topic)
            const claim = claims.get(name)
            if (!claim) return own
            // From its first look on it grows no younger.
            const dated = toDated(claim, unixNow)
            claims.set(name, dated)
            return toWorse(own, dated)
          },
        }
      },
    }
  }
  return Object.assign(via, {
    call: (id: string, path: string, signal = new AbortController().signal) => getCall(createAsk(id), id, path, signal),
  })
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a)
  return set.size === new Set(b).size && b.every((each) => set.has(each))
}

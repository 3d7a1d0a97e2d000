import { isRecord, isText } from '../../protocols/shared/guards.js'
import type { ReportBridge } from './bridgeDiagnostic.js'
import type { Limits } from './limits.js'
import { Refusal } from './refusal.js'

/**
 * Names who asks, for limits: equal texts are one caller. `user` is `authenticate`'s result. Undefined where nobody
 * knows: then only the limits of the whole instance count.
 */
export type KeyOf = (request: Request, from: unknown, user: unknown) => string | undefined

/** By default the user, or else the address, unless that is a proxy's of this network. */
export function createKeyOf(keyOf: KeyOf | undefined, report: ReportBridge): KeyOf {
  return (request, from, user) => {
    try {
      return (keyOf ?? toDefaultKey)(request, from, user)
    } catch (cause) {
      const message = '`keyOf` threw: only the limits of the whole instance count for this request. See the cause.'
      report({ code: 'KEY_OF_FAILED', level: 'error', message, cause })
      return undefined
    }
  }
}

function toDefaultKey(_request: Request, from: unknown, user: unknown): string | undefined {
  const fields: Readonly<Record<string, unknown>> = isRecord(user) ? user : { id: user }
  const { id, sub = id, userId = sub } = fields
  if (isText(userId) || typeof userId === 'number') return `user ${userId}`
  const address = findAddress(from)
  return address && !privateAddress.test(address) ? `address ${toNetwork(address)}` : undefined
}

/** Express and Fastify know it as `ip`, with regard to the proxies that the app trusts. */
function findAddress(from: unknown): string | undefined {
  if (!isRecord(from)) return undefined
  const { ip, raw, socket = isRecord(raw) ? raw['socket'] : undefined } = from
  const address = isText(ip) ? ip : isRecord(socket) ? socket['remoteAddress'] : undefined
  return isText(address) ? address.replace(/^::ffff:/i, '') : undefined
}

/** A proxy's, or this machine's: all callers would be one. */
const privateAddress =
  /^(::1?$|f[cd]|fe80:|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/i

/** Whoever has one address of IPv6 has the whole network of it. */
function toNetwork(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}

export interface Callers {
  /** Counts a stream and its topics, until the returned function is called. Throws a `Refusal` beyond the limits. */
  enter(caller: string | undefined, topics: number): () => void
  /** Returns the number of callers with streams. */
  getCount(): number
}

export function createCallers(limits: Pick<Limits, 'readersPerCaller' | 'topicsPerCaller'>): Callers {
  const counts = new Map<string, { readers: number; topics: number }>()
  return {
    enter(caller, topics) {
      if (caller === undefined) return () => {}
      const count = counts.get(caller) ?? { readers: 0, topics: 0 }
      if (count.readers >= limits.readersPerCaller) throw new Refusal('TOO_MANY_READERS')
      if (count.topics + topics > limits.topicsPerCaller) throw new Refusal('TOO_MANY_FOLLOWED')
      count.readers += 1
      count.topics += topics
      counts.set(caller, count)
      return () => {
        count.readers -= 1
        count.topics -= topics
        if (count.readers === 0) counts.delete(caller)
      }
    },
    getCount: () => counts.size,
  }
}

import { isSameJson } from '../../core/isSameJson.js'
import { isRecord, isText, isTexts, isTime } from '../guards.js'

/** By name, as the sender wrote it; a header may come several times. */
export type WebhookHeaders = Readonly<Record<string, readonly string[]>>

/** One webhook, whichever way it was told. Plain JSON. */
export interface Webhook {
  /** The service's log id; one of our own, which begins with `~`, as long as that isn't known. It never changes. */
  readonly id: string
  /** The service's log id, where it was learnt after `id` was given. */
  readonly logId?: string
  readonly bucketId: string
  readonly bucketName?: string
  readonly inputId?: string
  readonly inputName?: string
  /** The internal outputs that it was sent to, by name or id. */
  readonly outputs: readonly string[]
  readonly method: string
  readonly headers: WebhookHeaders
  /** Without `?`. */
  readonly query: string
  readonly body: string
  /** The service's word or number for how its delivery went. */
  readonly status?: string
  /** When it came, in unix ms: by the service's clock as far as that is known, else by this machine's. */
  readonly receivedAt: number
  /** When the socket brought it, by this machine's clock, in unix ms. */
  readonly arrivedAt?: number
  /** When the service logged it, by its own clock, in unix ms; often in whole seconds. */
  readonly loggedAt?: number
}

export function isWebhook(value: unknown): value is Webhook {
  if (!isRecord(value) || value['id'] === '') return false
  const { headers, outputs, receivedAt } = value
  return (
    ['id', 'bucketId', 'method', 'query', 'body'].every((name) => isText(value[name])) &&
    Object.keys(value).every((name) => value[name] === undefined || isReadable(name, value[name])) &&
    isTexts(outputs) &&
    isRecord(headers) &&
    Object.values(headers).every(isTexts) &&
    isTime(receivedAt) &&
    Number.isSafeInteger(receivedAt)
  )
}

/** Of a field that isn't known anything may be told. */
function isReadable(name: string, value: unknown): boolean {
  if (name.endsWith('At')) return isTime(value)
  return isText(value) || !/Id$|Name$|status/.test(name)
}

/** What the socket and the service's log tell of one webhook, joined; `previous` itself where `next` adds nothing. */
export function mergeWebhook(previous: Webhook | undefined, next: Webhook): Webhook {
  if (!previous) return next
  // The socket tells what came, the log what became of it.
  const [base, over] = previous.arrivedAt === undefined ? [previous, next] : [next, previous]
  const { loggedAt = previous.loggedAt, status = previous.status } = next
  const arrivedAt = previous.arrivedAt ?? next.arrivedAt
  const merged = {
    ...base,
    ...over,
    outputs: [...new Set([...previous.outputs, ...next.outputs])].sort(),
    ...(status !== undefined && { status }),
    ...(loggedAt !== undefined && { loggedAt }),
    ...(arrivedAt !== undefined && { arrivedAt }),
    receivedAt: toReceivedAt(loggedAt, arrivedAt) ?? next.receivedAt,
  }
  return isSameJson(merged, previous) ? previous : merged
}

/** The service often tells no more than the second: within it, the arrival tells the order. */
function toReceivedAt(loggedAt: number | undefined, arrivedAt: number | undefined): number | undefined {
  if (loggedAt === undefined || arrivedAt === undefined || loggedAt % 1000 > 0) return loggedAt ?? arrivedAt
  return Math.min(Math.max(loggedAt, arrivedAt), loggedAt + 999)
}

/** Of one moment, in the order of arrival. */
export function compareWebhooks(a: Webhook, b: Webhook): number {
  return (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0)
}

import { isSameJson } from '../../core/utils/json.js'
import { isInteger, isRecord, isText, isTexts, isTime } from '../shared/guards.js'

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
  /** Where those outputs send it, as the account's owner wrote it: `http://localhost:8080`. Only the socket tells. */
  readonly destinations?: readonly string[]
  readonly method: string
  readonly headers: WebhookHeaders
  /** Without `?`. */
  readonly query: string
  readonly body: string
  /** The service's word or number for how its delivery went. */
  readonly status?: string
  /**
   * When it came, in unix ms: by the service's clock as far as that is known, else by this machine's. It stands for the
   * service's order: of one second's logs each is a ms later than the one before, and news are never before what was
   * known when they came.
   */
  readonly receivedAt: number
  /** When the socket brought it, in unix ms: by this machine's clock, set by the `Date` of the service's answers. */
  readonly arrivedAt?: number
  /** When the service logged it, by its own clock, in unix ms; often in whole seconds. */
  readonly loggedAt?: number
}

export function isWebhook(value: unknown): value is Webhook {
  if (!isRecord(value)) return false
  const { headers, id, outputs, receivedAt } = value
  return (
    id !== '' &&
    ['id', 'bucketId', 'method', 'query', 'body'].every((name) => isText(value[name])) &&
    Object.entries(value).every(isReadable) &&
    isTexts(outputs) &&
    isRecord(headers) &&
    Object.values(headers).every(isTexts) &&
    isInteger(receivedAt)
  )
}

/** A field that isn't known may hold anything. */
function isReadable([name, value]: [string, unknown]): boolean {
  if (value === undefined) return true
  if (name === 'destinations') return isTexts(value)
  return name.endsWith('At') ? isTime(value) : isText(value) || !/Id$|Name$|status/.test(name)
}

/** Joins what the socket and the service's log tell of one webhook; `previous` itself where `next` adds nothing. */
export function mergeWebhook(previous: Webhook | undefined, next: Webhook): Webhook {
  if (!previous) return next
  // The socket tells what came, the log what became of it.
  const [base, over] = previous.arrivedAt === undefined ? [previous, next] : [next, previous]
  const { status = previous.status } = next
  const destinations = join(previous.destinations, next.destinations)
  const merged = {
    ...base,
    ...over,
    outputs: join(previous.outputs, next.outputs),
    ...(destinations.length > 0 && { destinations }),
    ...(status && { status }),
    // The log's word comes before ours.
    receivedAt: (next.loggedAt ? next : previous).receivedAt,
  }
  return isSameJson(merged, previous) ? previous : merged
}

function join(known: readonly string[] = [], told: readonly string[] = []): readonly string[] {
  return [...new Set([...known, ...told])].sort()
}

/** Orders webhooks of one moment by their arrival. */
export function compareWebhooks(a: Webhook, b: Webhook): number {
  return (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0)
}

import { isText, isTime, toRecord, toText } from '../shared/guards.js'
import type { Webhook, WebhookHeaders } from './model.js'

type Told = Readonly<Record<string, unknown>>

/** Reads a webhook that the socket brought, without an `id` where it told none; undefined where it is none. */
export function readMessage({ body, headers, meta, method, query }: Told, arrivedAt: number): Webhook | undefined {
  const webhook = read({ ...toRecord(meta), body, headers, method, query })
  return webhook && { ...webhook, receivedAt: arrivedAt, arrivedAt }
}

/**
 * Reads a webhook that the service has logged; undefined where it can't be told from others, or has no place in time.
 */
export function readLog(log: unknown): Webhook | undefined {
  const told = toRecord(log)
  const webhook = read(told)
  const loggedAt = toTime(told['created_at'])
  return webhook?.id && loggedAt !== undefined ? { ...webhook, receivedAt: loggedAt, loggedAt } : undefined
}

/** The socket and the log have names of their own. The socket spells it `bucked_id`, and tells no status. */
function read(told: Told): Omit<Webhook, 'receivedAt'> | undefined {
  const { bucked_id, bucket_id = bucked_id, bucket_name, input_id, input_name, output_id, output_name } = told
  const destination = toText(told['output_destination'])
  const { body, headers, id, method, query, raw_query = query, status, status_code = status } = told
  const bucketId = toText(bucket_id) ?? toText(bucket_name)
  const [text, asked] = [body ?? '', raw_query ?? '']
  if (bucketId === undefined || !isText(method) || !isText(text) || !isText(asked)) return undefined
  const names = {
    bucketName: bucket_name,
    inputId: input_id,
    inputName: input_name,
    status: toText(status) ?? (Number(status_code) > 0 ? String(status_code) : undefined),
  }
  return {
    id: toText(id) ?? '',
    bucketId,
    ...Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => !!toText(entry[1]))),
    outputs: [toText(output_name) ?? toText(output_id) ?? []].flat(),
    ...(destination && { destinations: [destination] }),
    method,
    headers: readHeaders(headers),
    query: asked.replace(/^\?/, ''),
    body: text,
  }
}

/** A value alone stands for a list of one. */
function readHeaders(headers: unknown): WebhookHeaders {
  const entries = Object.entries(toRecord(headers))
  return Object.fromEntries(entries.map(([name, values]) => [name, [values].flat().filter(isText)]))
}

/** Unix seconds, unix ms, or RFC 3339. */
function toTime(value: unknown): number | undefined {
  const number = Number(value)
  const time = Math.floor(number < 1e11 ? number * 1000 : number || Date.parse(String(value)))
  return isTime(time) ? time : undefined
}

import { isRecord, isText, isTime, toRecord } from '../guards.js'
import type { Webhook, WebhookHeaders } from './model.js'

/** Reads a webhook that the socket brought, without an `id` where it told none; undefined where it is none. */
export function readMessage(frame: unknown, arrivedAt: number): Webhook | undefined {
  const told = toRecord(frame)
  const meta = toRecord(told['meta'])
  // The wire spells it so.
  const { bucked_id, bucket_id = bucked_id, bucket_name, id, input_id, input_name, output_name } = meta
  const request = readRequest(told, told['query'])
  const bucketId = toText(bucket_id) ?? toText(bucket_name)
  if (!request || bucketId === undefined) return undefined
  return {
    id: toText(id) ?? '',
    bucketId,
    ...toNames({ bucketName: bucket_name, inputId: input_id, inputName: input_name }),
    outputs: [toText(output_name) ?? []].flat(),
    ...request,
    receivedAt: arrivedAt,
    arrivedAt,
  }
}

/** Reads a webhook that the service has logged; undefined where it can't be told from others, or has no place in time. */
export function readLog(log: unknown): Webhook | undefined {
  const told = toRecord(log)
  const { bucket_id, created_at, id, input_id, output_id, raw_query, status, status_code = status } = told
  const request = readRequest(told, raw_query ?? told['query'])
  const loggedAt = toTime(created_at)
  const [logId, bucketId] = [toText(id), toText(bucket_id)]
  if (!request || loggedAt === undefined || logId === undefined || bucketId === undefined) return undefined
  const word = isText(status) && status !== '' ? status : status_code
  return {
    id: logId,
    bucketId,
    ...toNames({ inputId: input_id, bucketName: told['bucket_name'], inputName: told['input_name'] }),
    outputs: [toText(told['output_name']) ?? toText(output_id) ?? []].flat(),
    ...request,
    ...((isText(word) || (typeof word === 'number' && word > 0)) && { status: `${word}` }),
    receivedAt: loggedAt,
    loggedAt,
  }
}

function readRequest({ body, headers, method }: Readonly<Record<string, unknown>>, query: unknown) {
  const [text, asked] = [body ?? '', query ?? '']
  if (!isText(method) || !isText(text) || !isText(asked)) return undefined
  return { method, headers: readHeaders(headers), query: asked.replace(/^\?/, ''), body: text }
}

/** A value alone stands for a list of one. */
function readHeaders(headers: unknown): WebhookHeaders {
  const entries = Object.entries(isRecord(headers) ? headers : {})
  return Object.fromEntries(entries.map(([name, values]) => [name, [values].flat().filter(isText)]))
}

function toNames(names: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).filter((entry): entry is [string, string] => !!toText(entry[1])))
}

function toText(value: unknown): string | undefined {
  return isText(value) && value !== '' ? value : undefined
}

/** Unix seconds, unix ms, or RFC 3339. */
function toTime(value: unknown): number | undefined {
  const number = Number(value)
  const ms = Number.isNaN(number) ? Date.parse(String(value)) : number < 1e11 ? number * 1000 : number
  const time = Math.floor(ms)
  return value != null && isTime(time) ? time : undefined
}

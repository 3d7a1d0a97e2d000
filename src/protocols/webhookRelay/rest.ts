import { createAskJson } from '../askJson.js'
import { isInteger, isText, toRecord } from '../guards.js'
import type { UrlSource } from '../toAddress.js'
import { toError } from '../toError.js'
import type { CredentialsSource } from './credentials.js'
import type { Webhook } from './model.js'
import { readLog } from './read.js'

export const pageSize = 100

export interface LogPage {
  /** Newest first. */
  readonly webhooks: readonly Webhook[]
  /** How many the service told, those included that can't be read. */
  readonly count: number
  /** What the next page is asked for by, where the service says it. */
  readonly cursor: string | undefined
  readonly isLast: boolean
}

/** Asks for a page of the log of one bucket, or of all: after so many, or from where a page has ended. */
export type GetLogs = (bucket: string | undefined, after: number | string, signal: AbortSignal) => Promise<LogPage>

/** Credentials are asked for afresh each time. Never asks `/v1/events`: that takes what it tells away from everybody else. */
export function createGetLogs(
  id: string,
  apiUrl: UrlSource,
  credentials: CredentialsSource,
  options: { readonly fetch?: typeof globalThis.fetch },
): GetLogs {
  return async (bucket, after, signal) => {
    const { authorization, secret } = await credentials.get()
    signal.throwIfAborted()
    const query = {
      ...(bucket !== undefined && { bucket }),
      limit: `${pageSize}`,
      ...(isText(after) ? { cursor: after } : { offset: `${after}` }),
    }
    const read = (answer: unknown, status: number): LogPage | undefined => {
      if (status >= 300) throw toStatusError(id, status)
      const { data, next_cursor, total } = toRecord(answer)
      if (!Array.isArray(data)) return undefined
      const cursor = isText(next_cursor) && next_cursor !== '' ? next_cursor : undefined
      const end = isText(after) ? Infinity : after + data.length
      const isLast = data.length === 0 || (!cursor && (isInteger(total) ? end >= total : data.length < pageSize))
      return { webhooks: data.flatMap((log: unknown) => readLog(log) ?? []), count: data.length, cursor, isLast }
    }
    const ask = createAskJson(id, apiUrl, { authorization }, { ...options, apiKey: secret })
    return ask('/v1/logs', query, read, signal)
  }
}

/** The service's own words aren't told: they may quote the credentials. */
function toStatusError(id: string, status: number) {
  const isRefusal = status === 401 || status === 403
  return toError(
    id,
    isRefusal ? 'INVALID_CREDENTIALS' : 'REQUEST_FAILED',
    `The ${id} API answered HTTP ${status}.`,
    isRefusal ? 'Check `credentials`, and that they open these buckets.' : 'It is asked again.',
  )
}

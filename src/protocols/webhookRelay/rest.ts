import { createAskJson } from '../shared/askJson.js'
import { isInteger, isText, toRecord, toText } from '../shared/guards.js'
import type { UrlSource } from '../shared/toAddress.js'
import { toError } from '../shared/toError.js'
import type { CredentialsSource } from './credentials.js'
import type { Webhook } from './model.js'
import { readLog } from './read.js'

export const pageSize = 100

export interface LogPage {
  /** Newest first. */
  readonly webhooks: readonly Webhook[]
  /** How many the service told, those included that can't be read. */
  readonly count: number
  /** The next page is asked for by this, where the service says it. */
  readonly cursor: string | undefined
  readonly isLast: boolean
}

/** Asks for a page of the log of one bucket, or of all: after so many, or from where a page has ended. */
export type GetLogs = (bucket: string | undefined, after: number | string, signal: AbortSignal) => Promise<LogPage>

/**
 * Credentials are asked for afresh each time. Never asks `/v1/events`: that takes what it tells away from everybody
 * else.
 */
export function createGetLogs(
  id: string,
  apiUrl: UrlSource,
  credentials: CredentialsSource,
  conceal: (webhook: Webhook) => Webhook,
  options: { readonly fetch?: typeof globalThis.fetch | undefined },
): GetLogs {
  return async (bucket, after, signal) => {
    const { authorization, secret } = await credentials.get()
    const query = {
      ...(bucket && { bucket }),
      limit: `${pageSize}`,
      ...(isText(after) ? { cursor: after } : { offset: `${after}` }),
    }
    const read = (answer: unknown, status: number): LogPage | undefined => {
      // The service's own words aren't told: they may quote the credentials.
      if (status >= 300)
        throw toError(
          id,
          status === 401 || status === 403 ? 'INVALID_CREDENTIALS' : 'REQUEST_FAILED',
          `The ${id} API answered HTTP ${status}.`,
          'If this lasts, check `credentials`.',
        )
      const { data, next_cursor, total } = toRecord(answer)
      if (!Array.isArray(data)) return undefined
      const cursor = toText(next_cursor)
      const isLast =
        !data.length ||
        (!cursor && (isText(after) || (isInteger(total) ? after + data.length >= total : data.length < pageSize)))
      const webhooks = data.flatMap((log: unknown) => readLog(log) ?? []).map(conceal)
      // Whoever asks for one bucket may not be allowed to see others: what it doesn't know, a service may pass over.
      if (bucket && new Set(webhooks.map(({ bucketId }) => bucketId)).size > 1) return undefined
      return { webhooks, count: data.length, cursor, isLast }
    }
    const ask = createAskJson(id, apiUrl, { authorization }, { ...options, apiKey: secret })
    return ask('/v1/logs', query, read, signal)
  }
}

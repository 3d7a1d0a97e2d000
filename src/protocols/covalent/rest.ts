import { getOwn } from '../../core/utils/getOwn.js'
import type { AskJson } from '../shared/askJson.js'
import { isInteger, isRecord, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'
import type { LogEvent } from './model.js'
import type { FeedHead } from '../../core/contract/feed.js'
import { toLogEvents } from './read.js'
import { type LogsTopic, toLogsPath, toIndexedValues } from './topic.js'

/** As many as the service gives at once. */
export const pageSize = 100

export interface LogPage {
  readonly items: readonly LogEvent[]
  readonly hasMore: boolean
  /** How many there are on all pages, where the service counts them. */
  readonly total: unknown
}

/** Codes for answers that mean more than a failure, by HTTP status or `error_code`. */
const codes: Readonly<Record<string, string>> = {
  401: 'INVALID_KEY',
  402: 'CREDITS_SPENT',
  403: 'KEY_NOT_ALLOWED',
  404: 'CHAIN_NOT_SUPPORTED',
}

/** How Covalent's REST is asked. */
export interface CovalentRest {
  getHead(topic: LogsTopic, signal: AbortSignal): Promise<FeedHead>
  getPage(topic: LogsTopic, from: number, to: number, page: number, signal: AbortSignal): Promise<LogPage>
}

export function createCovalentRest(protocol: string, ask: AskJson): CovalentRest {
  /** An error comes in the same envelope; its code may be text. */
  function open<Answer>(read: (data: Readonly<Record<string, unknown>>) => Answer | undefined) {
    return (answer: unknown, status: number) => {
      const { data, error, error_code } = toRecord(answer)
      const said = status < 300 ? String(error_code) : status
      const code = getOwn(codes, `${said}`)
      if (code)
        throw toError(protocol, code, `The ${protocol} service answered ${said}.`, 'Check `apiKey` and `chain`.')
      return error === true || !isRecord(data) ? undefined : read(data)
    }
  }

  const readHead = open(({ items }) => {
    const { block_height, height = block_height, signed_at } = toRecord(Array.isArray(items) ? items[0] : undefined)
    return isInteger(height) ? { height, at: Date.parse(String(signed_at)) } : undefined
  })

  const readPage = open((data): LogPage | undefined => {
    const items = data['items'] ?? []
    if (!Array.isArray(items)) return undefined
    const { has_more, total_count } = toRecord(data['pagination'])
    return {
      items: toLogEvents(items) ?? [],
      hasMore: items.length > 0 && (has_more ?? items.length >= pageSize) === true,
      total: total_count,
    }
  })

  return {
    getHead: ({ chain }, signal) => ask(`/${chain}/block_v2/latest/`, {}, readHead, signal),
    getPage(topic, from, to, page, signal) {
      const secondary = toIndexedValues(topic).join()
      const query = {
        'starting-block': `${from}`,
        'ending-block': `${to}`,
        'page-size': `${pageSize}`,
        'page-number': `${page}`,
        ...(secondary && { 'secondary-topics': secondary }),
      }
      return ask(`/${topic.chain}/${toLogsPath(topic)}/`, query, readPage, signal)
    },
  }
}

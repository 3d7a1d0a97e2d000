import type { WritableLog } from '../../kit/log.js'
import type { RestAnswer, RestServer } from '../../kit/server.js'
import type { EvmView } from './evmChain.js'
import type { EvmCounters } from './evmCounters.js'
import type { EvmFaultState } from './evmFaults.js'
import { answerRpc } from './evmRpc.js'

export interface EvmRestContext {
  readonly log: WritableLog
  readonly counters: EvmCounters
  readonly chainId: number
  faults(): EvmFaultState
  /** The node that the next request goes to. */
  nextView(): EvmView
  asked(): void
}

/** A node over HTTP: JSON-RPC 2.0 by POST, one request or a list of them. A list goes to one node. */
export function createEvmRest(context: EvmRestContext): RestServer {
  const { chainId, counters, log } = context

  const toAnswer = (status: number, body: unknown): RestAnswer => ({ kind: 'answer', status, headers: {}, body })

  function answerOne(request: unknown, view: EvmView): unknown {
    const { id = null, method, params } = toFields(request)
    const name = String(method)
    counters.calls[name] = (counters.calls[name] ?? 0) + 1
    const list = Array.isArray(params) ? params : []
    return { jsonrpc: '2.0', id, ...answerRpc(method, list, view, chainId, context.faults()) }
  }

  return {
    handle({ body = '', method }) {
      const { rest, retryAfterS, takesBatches } = context.faults()
      // The path of a node's address may be a key.
      const note = (result: number | 'cut') => log.add({ type: 'rest', method, path: '/', result })
      counters.restRequests += 1
      context.asked()
      if (rest === 'down') {
        note('cut')
        return { kind: 'cut' }
      }
      if (rest === 'rate-limited') {
        note(429)
        counters.restLimited += 1
        return { ...toAnswer(429, { error: 'Too Many Requests' }), headers: { 'retry-after': `${retryAfterS}` } }
      }
      const request = parse(body)
      const isBatch = Array.isArray(request)
      const status = rest === 'error' ? 503 : request === undefined || (isBatch && !takesBatches) ? 400 : 200
      note(status)
      if (status === 503) return toAnswer(503, { error: 'Service Unavailable' })
      if (status === 400)
        return toAnswer(400, { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'batch is not supported' } })
      const view = context.nextView()
      return toAnswer(200, isBatch ? request.map((each) => answerOne(each, view)) : answerOne(request, view))
    },
  }
}

/** The fields of whatever a client sent. */
function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import type { FetchContext } from '../../core/contract/fetchContext.js'
import { OnwireError, RateLimitedError } from '../../core/contract/errors.js'
import { createAskJson } from '../shared/askJson.js'
import { isRecord, isText, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'
import { type NodeTrouble, toTrouble } from './limits.js'
import type { EvmOptions } from './options.js'

export type RpcCall = readonly [method: string, params: readonly unknown[]]

/** `trouble`: the node has answered with an error. */
export interface RpcAnswer {
  readonly result?: unknown
  readonly trouble?: NodeTrouble
  readonly message?: string
}

type GiveSlot = FetchContext<unknown>['request']

/** A node's own words are shown up to so many characters. */
const maxMessage = 200

/** How a node is asked over HTTP. */
export interface EvmRest {
  /**
   * Asks all of them in one request, and answers in their order.
   *
   * @param request Gives each HTTP request its slot of the budget.
   */
  ask(calls: readonly RpcCall[], request: GiveSlot): Promise<readonly RpcAnswer[]>
  /** An error that shows no key. */
  toError(code: string, what: string): OnwireError
}

/**
 * - The first request, and the first after one that failed, asks for the chain's id besides: a node of another chain
 *   is an error, whatever else it knows.
 * - A node that refuses batches is asked one call at a time from then on.
 */
export function createEvmRest(id: string, options: EvmOptions, redact: (text: string) => string): EvmRest {
  // Empty behind a bridge, which asks in its place.
  const { chainId, fetch, rpcUrl = '' } = options
  const remedy = 'If this lasts, check `rpcUrl`.'
  const own = { 'content-type': 'application/json' }

  function post<Answer>(calls: unknown, read: (answer: unknown) => Answer | undefined, signal: AbortSignal) {
    const body = JSON.stringify(calls)
    const send: typeof globalThis.fetch = (url, init) =>
      (fetch ?? globalThis.fetch)(url, { ...init, method: 'POST', body })
    const ask = createAskJson(id, rpcUrl, own, { fetch: send, remedy, takes: 400, who: 'The node' }, 5_000)
    return ask('', {}, read, signal)
  }

  let isBatched = options.batch ?? true
  let isChecked = false

  const toBody = ([method, params]: RpcCall, nth: number) => ({ jsonrpc: '2.0', id: nth + 1, method, params })

  function toAnswer(value: unknown): RpcAnswer {
    const { error, result } = toRecord(value)
    if (!isRecord(error)) return { result }
    const told = redact(String(error['message']))
    const trouble = toTrouble(error['code'], told)
    if (trouble === 'rate') throw new RateLimitedError({ protocol: id, retryAfterMs: 5_000 })
    return { trouble, message: told.slice(0, maxMessage) }
  }

  async function send(calls: readonly RpcCall[], request: GiveSlot): Promise<readonly RpcAnswer[]> {
    if (!isBatched) {
      const answers: RpcAnswer[] = []
      for (const call of calls) answers.push(await request((signal) => post(toBody(call, 0), read, signal)))
      return answers
    }
    const answer = await request((signal) => post(calls.map(toBody), readBatch, signal))
    if (Array.isArray(answer)) return calls.map((_call, nth) => toAnswer(findAnswer(answer, nth + 1)))
    // One error in place of all answers.
    toAnswer(answer)
    isBatched = false
    return send(calls, request)
  }

  const read = (answer: unknown) => (isRecord(answer) ? toAnswer(answer) : undefined)

  return {
    toError: (code, what) => toError(id, code, redact(what), remedy),
    async ask(calls, request) {
      try {
        const answers = await send(isChecked ? calls : [...calls, ['eth_chainId', []]], request)
        const { result } = answers[calls.length] ?? {}
        if (!isChecked && isText(result) && Number(result) !== chainId)
          throw toError(
            id,
            'WRONG_CHAIN',
            `The node is of chain ${Number(result)}, not of ${chainId}.`,
            'Check `rpcUrl` and `chainId`.',
          )
        isChecked = true
        return answers
      } catch (error) {
        isChecked = false
        // An address's path may be a key, and a provider's own words may quote it.
        if (!(error instanceof OnwireError) || error instanceof RateLimitedError) throw error
        const { code, message } = error
        throw toError(id, code, redact(message.replace(error.remedy, '').trim()), error.remedy)
      }
    },
  }
}

/** By its id, which may come back as a text. */
function findAnswer(answers: readonly unknown[], id: number): unknown {
  return answers.find((answer) => Number(toRecord(answer)['id']) === id)
}

/** All answers, or an error about all of them. */
function readBatch(answer: unknown): unknown {
  return Array.isArray(answer) || isRecord(answer) ? answer : undefined
}

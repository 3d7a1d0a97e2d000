import type { Transport } from '../core/contract/transport.js'

/** One request to a JSON-RPC server, by the names that its sender gives to its subscriptions. */
export type RpcRequest =
  | { readonly type: 'subscribe'; readonly name: string; readonly params: readonly unknown[] }
  | { readonly type: 'unsubscribe'; readonly name: string }
  | { readonly type: 'call'; readonly method: string }

/** One answer, or one of a subscription's news. */
export type RpcFrame =
  | { readonly type: 'subscribed'; readonly name: string }
  | { readonly type: 'refused'; readonly name: string; readonly code: unknown }
  | { readonly type: 'news'; readonly name: string; readonly result: unknown }
  | { readonly type: 'answer'; readonly method: string; readonly result: unknown }
  | { readonly type: 'junk'; readonly text: string }

/**
 * Ethereum's subscriptions (`eth_subscribe`, JSON-RPC 2.0) over a link that carries text.
 *
 * - Ids of requests and subscriptions are the link's own: a new link knows none of the last one's.
 * - A subscription is made once for each name. Subscribing it again replaces it, without news of both in between.
 * - An id may come back as a text where a number was sent. News of a subscription that nobody wants any more, and
 *   anything else that can't be read, is `junk`.
 */
export function jsonRpc(inner: Transport<string, unknown>): Transport<RpcRequest, RpcFrame> {
  return {
    ...inner,
    open(on) {
      let lastId = 0
      const asked = new Map<string, RpcRequest>()
      /** Subscriptions' ids by their names, and back. Undefined while the answer is awaited. */
      const idsByName = new Map<string, string | undefined>()
      const namesById = new Map<string, string>()

      function ask(request: RpcRequest | undefined, method: string, params: readonly unknown[]) {
        lastId += 1
        if (request) asked.set(`${lastId}`, request)
        link.send(JSON.stringify({ jsonrpc: '2.0', id: lastId, method, params }))
      }

      function leave(name: string) {
        const id = idsByName.get(name)
        idsByName.delete(name)
        if (id === undefined) return
        namesById.delete(id)
        ask(undefined, 'eth_unsubscribe', [id])
      }

      function toFrame(text: unknown): RpcFrame | undefined {
        const { error, id, params, result } = parse(text)
        const request = asked.get(String(id))
        asked.delete(String(id))
        if (request?.type === 'call') return { type: 'answer', method: request.method, result }
        if (request?.type === 'subscribe') {
          const { name } = request
          if (typeof result !== 'string') {
            idsByName.delete(name)
            return { type: 'refused', name, code: toFields(error)['code'] }
          }
          // 1. It is subscribed. 2. Nobody wants it any more, or it is subscribed anew. 3. The first is answered.
          if (!idsByName.has(name) || idsByName.get(name) !== undefined) {
            ask(undefined, 'eth_unsubscribe', [result])
            return undefined
          }
          idsByName.set(name, result)
          namesById.set(result, name)
          return { type: 'subscribed', name }
        }
        const { result: news, subscription } = toFields(params)
        const name = namesById.get(String(subscription))
        if (name !== undefined) return { type: 'news', name, result: news }
        return typeof id === 'number' && id <= lastId && id > 0 ? undefined : { type: 'junk', text: String(text) }
      }

      const link = inner.open({
        ...on,
        frame(text) {
          const frame = toFrame(text)
          if (frame) on.frame(frame)
          else on.alive()
        },
      })
      return {
        send(request) {
          if (request.type === 'call') return ask(request, request.method, [])
          leave(request.name)
          if (request.type === 'unsubscribe') return
          idsByName.set(request.name, undefined)
          ask(request, 'eth_subscribe', request.params)
        },
        close: () => link.close(),
      }
    },
  }
}

function parse(text: unknown): Readonly<Record<string, unknown>> {
  try {
    return toFields(JSON.parse(String(text)))
  } catch {
    return {}
  }
}

function toFields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

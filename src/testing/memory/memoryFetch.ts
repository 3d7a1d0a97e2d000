import { type RestReply, toBodyText } from '../kit/server.js'
import { getBaseUrl } from './baseUrl.js'
import type { Network } from './network.js'

/**
 * `fetch` against a simulator in memory: the reply is a real `Response`, it takes one latency each way,
 * an aborted signal rejects with its reason, and a broken line with the `TypeError` that browsers give.
 */
export function createMemoryFetch(network: Network): typeof globalThis.fetch {
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const request = input instanceof Request ? input : undefined
      const signal = init?.signal ?? request?.signal
      if (signal?.aborted) {
        reject(signal.reason)
        return
      }
      const asked = {
        method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
        url: new URL(input instanceof Request ? input.url : input, getBaseUrl()),
        headers: new Headers(init?.headers ?? request?.headers),
      }

      const finish = (act: () => void): void => {
        signal?.removeEventListener('abort', abort)
        act()
      }
      const answer = (reply: RestReply): void => {
        if (reply.kind === 'cut') finish(() => reject(new TypeError('Failed to fetch')))
        else if (reply.kind === 'answer') finish(() => resolve(toResponse(reply)))
      }
      let timer = network.clock.setTimeout(() => {
        const reply = network.rest.handle(asked)
        timer = network.clock.setTimeout(() => answer(reply), network.latency())
      }, network.latency())
      const abort = (): void => {
        network.clock.clearTimeout(timer)
        finish(() => reject(signal?.reason))
      }
      signal?.addEventListener('abort', abort)
    })
}

function toResponse(reply: Extract<RestReply, { kind: 'answer' }>): Response {
  return new Response(toBodyText(reply), {
    status: reply.status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers },
  })
}

import type { RestReply } from '../kit/server.js'
import { getBaseUrl } from './baseUrl.js'
import type { Network } from './network.js'
import { toResponse } from './toResponse.js'

/**
 * `fetch` against a simulator in memory: the reply is a real `Response`, it takes one latency each way,
 * an aborted signal rejects with its reason, and a broken line with the `TypeError` that browsers give.
 */
export function createMemoryFetch(network: Network): typeof globalThis.fetch {
  return (input, init) =>
    new Promise<Response>((resolve, reject) => {
      const request = isRequest(input) ? input : undefined
      const signal = init?.signal ?? request?.signal
      if (signal?.aborted) {
        reject(toReason(signal))
        return
      }
      const asked = {
        method: (init?.method ?? request?.method ?? 'GET').toUpperCase(),
        url: new URL(isRequest(input) ? input.url : input, getBaseUrl()),
        headers: new Headers(init?.headers ?? request?.headers),
        ...(typeof init?.body === 'string' && { body: init.body }),
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
        finish(() => reject(signal && toReason(signal)))
      }
      signal?.addEventListener('abort', abort)
    })
}

/** No `instanceof`: jsdom as Jest sets it up lacks the class, and a frame has one of its own. */
function isRequest(input: RequestInfo | URL): input is Request {
  return typeof input === 'object' && 'url' in input
}

/** React Native's signals have no `reason`, and some of its engines no `DOMException`. */
function toReason(signal: AbortSignal): unknown {
  return signal.reason ?? Object.assign(new Error('The request was aborted.'), { name: 'AbortError' })
}

// @ts-check
import { WebSocket } from 'ws'

/**
 * What came in to the bridge, by which way. For the page to show: no dApp needs it.
 *
 * @typedef {'webhook' | 'socket' | 'poll'} Way
 * @typedef {{ seq: number, at: number, via: Way, subject: string, told: string, outcome: string }} Arrival
 *   `outcome`: what became of a webhook; empty for the others.
 */

const kept = 200

export function createArrivals() {
  /** @type {Arrival[]} */
  const all = []
  let seq = 0

  /** @param {Omit<Arrival, 'seq' | 'at'>} arrival */
  const add = (arrival) => {
    all.push({ ...arrival, seq: (seq += 1), at: Date.now() })
    if (all.length > kept) all.shift()
  }

  /**
   * @param {Way} via
   * @param {string} text
   * @param {string} [about]
   */
  const read = (via, text, about = '') => {
    // Acknowledgements have a status too, but no request's.
    if (/"type":"(subscribe|unsubscribe|connection)"/.test(text)) return
    const subject = /requestId(?:=|":")(0x[\da-f]+)/i.exec(about || text)?.[1]
    const told = /"status":"(\w+)"/.exec(text)?.[1]
    if (subject && told) add({ via, subject: subject.toLowerCase(), told, outcome: '' })
  }

  return {
    all: () => all,
    /** @param {{ code: string, requestId?: string, relayStatus?: string }} diagnostic */
    addWebhook({ code, relayStatus = '', requestId = '' }) {
      add({ via: 'webhook', subject: requestId.toLowerCase(), told: relayStatus, outcome: code })
    },
    /** The socket that the bridge opens, with somebody listening in. */
    WebSocket: class extends WebSocket {
      /** @param {ConstructorParameters<typeof WebSocket>} args */
      constructor(...args) {
        super(...args)
        this.addEventListener('message', ({ data }) => read('socket', typeof data === 'string' ? data : ''))
      }
    },
    fetch: /** @type {typeof fetch} */ (
      async (input, init) => {
        const response = await fetch(input, init)
        read('poll', await response.clone().text(), input instanceof Request ? input.url : `${input}`)
        return response
      }
    ),
  }
}

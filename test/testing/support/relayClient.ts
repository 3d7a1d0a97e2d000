import { expect } from 'vitest'
import type { Carried } from './relayCarriers.js'
import type { RelayFixture } from './relayFixture.js'

export interface RelayClient {
  readonly socket: WebSocket
  /** Every message so far: parsed where it is JSON. */
  readonly messages: unknown[]
  /** `open`, `error` and `close CODE clean|unclean`, as they came. */
  readonly events: string[]
  send(message: unknown): void
  /** Waits for this many messages, and tells the last one of them. */
  message(count: number): Promise<unknown>
  event(count: number): Promise<string | undefined>
}

/** A plain client: it knows what a WebSocket is, and nothing of Relay. */
export function connectClient(carried: Carried, query = ''): RelayClient {
  const socket = new carried.WebSocket(carried.url + query)
  socket.binaryType = 'arraybuffer'
  const messages: unknown[] = []
  const events: string[] = []
  socket.addEventListener('open', () => events.push('open'))
  socket.addEventListener('error', () => events.push('error'))
  socket.addEventListener('close', ({ code, wasClean }) =>
    events.push(`close ${code} ${wasClean ? 'clean' : 'unclean'}`),
  )
  socket.addEventListener('message', ({ data }) => messages.push(typeof data === 'string' ? tryParse(data) : data))
  return {
    socket,
    messages,
    events,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async message(count) {
      await expect.poll(() => messages.length, { interval: 2 }).toBeGreaterThanOrEqual(count)
      return messages[count - 1]
    },
    async event(count) {
      await expect.poll(() => events.length, { interval: 2 }).toBeGreaterThanOrEqual(count)
      return events[count - 1]
    },
  }
}

/** The vendor's subscribe sample, for another id. */
export function withId(sample: RelayFixture, id: string): RelayFixture {
  return { ...sample, filters: { id } }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

import { expect } from 'vitest'
import type { CarriedCovalent } from './covalentCarriers.js'
import { readFrames, toFrame } from './stompWire.js'

export interface CovalentClient {
  readonly socket: WebSocket
  /** `open`, and `close CODE`. */
  readonly events: string[]
  /** The commands of every frame so far, but for MESSAGE. */
  commands(): readonly string[]
  /** The bodies of every MESSAGE so far, parsed. */
  bodies(): readonly unknown[]
  subscribe(destination: string): Promise<void>
}

export const fast = { interval: 2 }

/** A plain client: it knows what a STOMP frame is, and nothing of Covalent. */
export async function connectCovalent(carried: CarriedCovalent, query = ''): Promise<CovalentClient> {
  const socket = new carried.WebSocket(carried.url + query)
  const events: string[] = []
  let stream = ''
  let subscriptions = 0
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', () => {
    events.push('open')
    socket.send(toFrame('CONNECT', { 'accept-version': '1.2' }))
  })
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('close', ({ code }) => events.push(`close ${code}`))
  socket.addEventListener('message', ({ data }) => {
    stream += typeof data === 'string' ? data : new TextDecoder().decode(data)
  })
  const frames = () => readFrames(stream)
  const client: CovalentClient = {
    socket,
    events,
    commands: () =>
      frames()
        .map(({ command }) => command)
        .filter((command) => command !== 'MESSAGE'),
    bodies: () =>
      frames()
        .filter(({ command }) => command === 'MESSAGE')
        .map(({ body }) => JSON.parse(body)),
    async subscribe(destination) {
      const receipt = `r${(subscriptions += 1)}`
      socket.send(toFrame('SUBSCRIBE', { id: `s${subscriptions}`, destination, receipt }))
      await expect.poll(() => frames().some(({ headers }) => headers['receipt-id'] === receipt), fast).toBe(true)
    },
  }
  await expect.poll(() => client.commands().length > 0 || events.some((event) => event !== 'open'), fast).toBe(true)
  return client
}

import { io, type Socket } from 'socket.io-client'
import { expect } from 'vitest'
import type { FusionCarried } from './fusionCarriers.js'

export type FusionEvent = readonly [name: string, ...args: unknown[]]

export interface FusionClient {
  readonly socket: Socket
  /** Every event of the service so far. */
  readonly events: FusionEvent[]
  /** `connect`, `connect_error MESSAGE` and `disconnect REASON`, as they came. */
  readonly life: string[]
  /** Waits for this many events, and tells the last one of them. */
  event(count: number): Promise<FusionEvent | undefined>
  /** Waits for the first event of that name, and tells what it carries. */
  payload(name: string): Promise<unknown>
  lived(count: number): Promise<string | undefined>
}

/** A plain client: it knows what Socket.IO is, and nothing of Fusion. */
export function connectFusion(carried: Pick<FusionCarried, 'url' | 'transports'>): FusionClient {
  const socket = io(carried.url, {
    transports: carried.transports,
    forceNew: true,
    reconnectionDelay: 10,
    reconnectionDelayMax: 20,
    randomizationFactor: 0,
  })
  const events: FusionEvent[] = []
  const life: string[] = []
  socket.on('connect', () => life.push('connect'))
  socket.on('connect_error', ({ message }) => life.push(`connect_error ${message}`))
  socket.on('disconnect', (reason) => life.push(`disconnect ${reason}`))
  socket.onAny((...event: [string, ...unknown[]]) => events.push(event))
  const polling = { interval: 2, timeout: 30_000 }
  return {
    socket,
    events,
    life,
    async event(count) {
      await expect.poll(() => events.length, polling).toBeGreaterThanOrEqual(count)
      return events[count - 1]
    },
    async payload(name) {
      await expect.poll(() => events.map(([known]) => known), polling).toContain(name)
      return events.find(([known]) => known === name)?.[1]
    },
    async lived(count) {
      await expect.poll(() => life.length, polling).toBeGreaterThanOrEqual(count)
      return life[count - 1]
    },
  }
}

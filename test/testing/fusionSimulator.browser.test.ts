import { createFusionSimulator } from 'onwire/testing'
import { io, WebSocket } from 'socket.io-client'
import { expect, it } from 'vitest'

/** On a busy machine. */
const patience = { timeout: 30_000 }

it('The Fusion simulator speaks with the real Socket.IO client in a browser, without a server', async () => {
  const simulator = createFusionSimulator({ latencyMs: 1 })
  const { intentId } = simulator.start('happy-path', { speed: 20 })
  class Transport extends WebSocket {
    override createSocket(uri: string, protocols: string | string[] | undefined): globalThis.WebSocket {
      return new simulator.WebSocket(uri, protocols)
    }
  }
  const socket = io(simulator.url, { transports: [Transport], forceNew: true, reconnectionDelay: 10 })
  const statuses: string[] = []
  const life: string[] = []
  socket.on('connect', () => socket.emit('subscribe:intent', intentId))
  socket.on('disconnect', (reason) => life.push(reason))
  socket.on('intent:status', ({ status }) => statuses.push(status))
  await expect.poll(() => statuses.at(-1), patience).toBe('completed')
  simulator.faults.disconnect()
  await expect.poll(() => life, patience).toEqual(['io server disconnect'])
  socket.connect()
  await expect.poll(() => simulator.counters.subscribes, patience).toEqual({ [intentId]: 2 })
  expect(simulator.counters).toMatchObject({ socketsOpened: 2, violations: 0 })
  socket.disconnect()
  await expect.poll(() => simulator.counters.connectionsOpen, patience).toBe(0)
})

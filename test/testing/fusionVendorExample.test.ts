import { createFusionServerCore } from 'onwire/testing'
import { startFusionServer } from 'onwire/testing/node'
import { io } from 'socket.io-client'
import { expect, it } from 'vitest'

/** What the minimal example of the vendor's page does, line by line; it prints into `printed`. */
it("the vendor's own example is subscribed, and prints its updates", async () => {
  const simulator = createFusionServerCore({ scenario: 'not-found' })
  const server = await startFusionServer({ simulator })
  const { intentId, done, truth } = simulator.start('happy-path', { speed: 10 })
  const BACKEND_URL = server.url

  const printed: unknown[][] = []
  const socket = io(BACKEND_URL, {
    transports: ['websocket', 'polling'],
  })

  socket.on('connect', () => {
    socket.emit('subscribe:intent', intentId)
  })

  socket.on('intent:status', (update) => {
    printed.push([update.status, update.proofStatus, update.txHashes])
  })

  await done
  await expect.poll(() => printed.at(-1)?.[0]).toBe('completed')
  expect(printed[0]).toEqual(['proofs_pending', 'pending', null])
  expect(
    printed.slice(-7).map(([status, proofStatus, hashes]) => [status, proofStatus, Object.keys(hashes ?? {})]),
  ).toEqual([
    ['proofs_pending', 'pending', []],
    ['proofs_verified', 'verified', []],
    ['matched', 'verified', []],
    ['waiting_for_source_lock', 'verified', []],
    ['executing', 'verified', ['sourceLock']],
    ['executing', 'verified', ['sourceLock', 'destinationLock']],
    ['completed', 'verified', ['sourceLock', 'destinationLock', 'claim']],
  ])
  expect(printed.at(-1)?.[2]).toEqual(truth()?.txHashes)
  expect(simulator.counters).toMatchObject({ subscribes: { [intentId]: 1 }, violations: 0 })
  socket.disconnect()
  simulator.stop()
  await server.close()
})

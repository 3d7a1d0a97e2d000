import { createFusionSimulator, type FusionScenario, fusionScenarios } from 'onwire/testing'
import { startFusionServer } from 'onwire/testing/node'
import { io } from 'socket.io-client'
import { expect, it } from 'vitest'

const happyPath: FusionScenario = fusionScenarios['happy-path']
const intentId = `0x${'ab'.repeat(32)}`

/** What the minimal example of the vendor's page does, line by line; it prints into `printed`. */
it("The vendor's own example of Fusion is subscribed, and prints its updates", async () => {
  // It begins when it is asked for, and is ten times as fast.
  const scenario = { ...happyPath, steps: happyPath.steps.map((step) => ({ ...step, at: step.at / 10 })) }
  const simulator = createFusionSimulator({ scenario })
  const server = await startFusionServer({ simulator })
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

  await expect.poll(() => printed.at(-1)?.[0]).toBe('completed')
  expect(printed.map(([status, proofStatus, hashes]) => [status, proofStatus, Object.keys(hashes ?? {})])).toEqual([
    ['proofs_pending', 'pending', []],
    ['proofs_verified', 'verified', []],
    ['matched', 'verified', []],
    ['waiting_for_source_lock', 'verified', []],
    ['executing', 'verified', ['sourceLock']],
    ['executing', 'verified', ['sourceLock', 'destinationLock']],
    ['completed', 'verified', ['sourceLock', 'destinationLock', 'claim']],
  ])
  expect(printed.at(-1)?.[2]).toEqual(simulator.intents.find(intentId)?.truth()?.txHashes)
  expect(simulator.counters).toMatchObject({ subscribes: { [intentId]: 1 }, violations: 0 })
  socket.disconnect()
  simulator.stop()
  await server.close()
})

import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { createCovalentSimulator } from 'onwire/testing'
import { startCovalentServer } from 'onwire/testing/node'
import { expect, it } from 'vitest'
import { readCovalentDestinations, readCovalentExample } from './support/covalentFixture.js'

/*
 * The code of the vendor's page, word for word but for its URL, with the client that it names: stompjs 2.3.3.
 * In Node that client takes its sockets from the package `websocket`, an optional dependency of its own. Its waits
 * are kept here, and run when the test wants them to.
 */
it("The vendor's own example of Covalent is subscribed, prints each log event, and comes back after a restart", async () => {
  const { sample } = readCovalentDestinations()
  const address = sample.split('/').at(-2) ?? ''
  const simulator = createCovalentSimulator()
  const server = await startCovalentServer({ simulator })
  const story = simulator.start('quiet', { address })

  const printed: string[] = []
  const waits: { readonly run: () => void; readonly ms: number }[] = []
  const code = readCovalentExample().replaceAll('wss://api.covalenthq.com/v1/', server.socketUrl)
  expect(code.split(server.socketUrl)).toHaveLength(3)
  const console = { log: (text: string) => printed.push(text) }
  const setTimeout = (run: () => void, ms: number) => waits.push({ run, ms })
  const globals = { require: createRequire(import.meta.url), console, setTimeout, clearTimeout: () => undefined }
  // Not in a context of its own: the old client asks whether its callbacks are `instanceof Function`.
  compileFunction(code, Object.keys(globals))(...Object.values(globals))

  await expect.poll(() => simulator.counters.subscribes).toEqual({ [sample]: 1 })
  story.burst(2)
  await expect.poll(() => printed.length).toBe(3)
  expect(printed).toEqual([
    expect.stringMatching(/^Connected: CONNECTED\n[^]*version:1\.1/),
    ...story.truth().map((log) => `This is sub1 data: ${JSON.stringify(log)}`),
  ])

  simulator.faults.kick()
  await expect.poll(() => waits.map(({ ms }) => ms)).toEqual([5000])
  expect(printed[3]).toBe(`You disconnected: Whoops! Lost connection to ${server.socketUrl}`)
  waits[0]?.run()
  await expect.poll(() => simulator.counters.subscribes).toEqual({ [sample]: 2 })
  story.burst(1)
  await expect
    .poll(() => printed.slice(4))
    .toEqual(['Trying to reconnect...', `This is sub1 data: ${JSON.stringify(story.truth().at(-1))}`])
  expect(simulator.counters).toMatchObject({ violations: 0, socketsOpened: 2 })
  simulator.stop()
  await server.close()
})

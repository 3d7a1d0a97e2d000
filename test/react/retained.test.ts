import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { notifyManager, QueryClient } from '@tanstack/react-query'
import { createOnwire } from 'onwire'
import { covalent, watchLogEvents } from 'onwire/covalent'
import { expect, test, vi } from 'vitest'
import { wholeLog } from '../protocols/covalent/logs.js'
import { createTestEnvironment } from '../support/environment.js'

notifyManager.setScheduler(queueMicrotask)
setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const megabyte = 1_000_000

/** A service that knows a hundred logs of each contract. */
const answer: typeof fetch = async (input) => {
  const isHead = (input instanceof Request ? input.url : String(input)).includes('/block_v2/')
  return new Response(isHead ? head : page)
}

const toBody = (items: readonly unknown[]) =>
  JSON.stringify({ data: { items, pagination: { has_more: false } }, error: false })
const head = toBody([{ height: 1_000, signed_at: '2026-11-22T10:00:00Z' }])
const page = toBody(
  Array.from({ length: 100 }, (_, nth) => ({ ...wholeLog, block_height: 900 + nth, log_offset: nth })),
)

async function measure() {
  // What is collected may let go of more.
  for (let round = 0; round < 3; round += 1) {
    collectGarbage()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}

test('A thousand feeds that were looked at and left keep at most 5 MB, once the cache has let go of them', async () => {
  const { clock, environment } = createTestEnvironment()
  const queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: 0 } } })
  const protocol = covalent({ socket: false, requestBurst: 1_000, requestsPerMinute: 1e6, fetch: answer })
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient })

  async function look(from: number, to: number) {
    const shown = new Map<number, number>()
    const stops: (() => void)[] = []
    for (let nth = from; nth < to; nth += 1) {
      const address = `0x${nth.toString(16).padStart(40, '0')}`
      stops.push(watchLogEvents(onwire, { chain: 1, address }, ({ items }) => shown.set(nth, items.length)))
    }
    const isShown = () => shown.size === to - from && [...shown.values()].every((count) => count === 100)
    await vi.waitUntil(async () => {
      await clock.advanceAsync(100)
      return isShown()
    })
    for (const stop of stops) stop()
    await clock.advanceAsync(5_000)
    await vi.waitUntil(() => queryClient.getQueryCache().getAll().length === 0)
  }

  await look(0, 1)
  const before = await measure()
  for (let nth = 1; nth < 1_001; nth += 50) await look(nth, nth + 50)
  const kept = (await measure()) - before
  expect(kept).toBeLessThan(5 * megabyte)
  onwire.close()
})

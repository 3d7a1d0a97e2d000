// @ts-check
/**
 * `npm run bench:memory`: what a bridge keeps of large webhooks, as JSON on stdout.
 *
 * - 10 000 signed webhooks of 128 KB, each about a request of its own, through the memory bus and through Redis's; each bus may keep
 *   `maxBytes` of them. Half of a webhook is one field that onwire leaves out, the rest many short ones, of which it keeps what it does of
 *   any webhook.
 * - Heap is measured in a process of its own, after the garbage is out; Redis tells itself what its stream takes.
 * - Fails where the heap has grown by more than twice `maxBytes` and what the engine keeps beside the bus: its last 1 000 requests, with at
 *   most 32 000 characters each. Fails too where Redis's stream is larger than twice `maxBytes`: it is trimmed by whole nodes.
 * - `--webhooks`, `--max-mb`; `--only memory` or `redis`.
 */
import { parseArgs } from 'node:util'
import { findRedis, startRedis } from '../support/redis.mjs'
import { bundleServer } from './bridge/bundleServer.mjs'
import { startChild } from './bridge/child.mjs'

const { values: flags } = parseArgs({
  options: {
    webhooks: { type: 'string', default: '10000' },
    kb: { type: 'string', default: '128' },
    'max-mb': { type: 'string', default: '64' },
    only: { type: 'string' },
  },
})
const [webhooks, kb, maxMb] = [Number(flags.webhooks), Number(flags.kb), Number(flags['max-mb'])]
if (!(webhooks > 0 && kb > 0 && maxMb > 0)) throw new Error('Every figure has to be a number above 0.')
const maxBytes = maxMb * 1_000_000
/** What the engine keeps of requests that nobody follows: 1 000 of them, each up to the most that is kept of a webhook. */
const engineBytes = 2 * 1_000 * 32_000

const built = await bundleServer()
const problems = []
try {
  /** @type {Record<string, unknown>} */
  const results = {}
  for (const bus of ['memory', 'redis']) {
    if (flags.only !== undefined && flags.only !== bus) continue
    const redis = bus === 'redis' && findRedis() ? await startRedis() : undefined
    if (bus === 'redis' && !redis) {
      results[bus] = 'There is no Redis here.'
      continue
    }
    /** @type {import('./bridge/child.mjs').Child<import('./memory/bridge.mjs').MemoryAnswers>} */
    const child = await startChild(new URL('memory/bridge.mjs', import.meta.url), [
      built.url,
      `${maxBytes}`,
      redis?.url ?? '',
    ])
    try {
      const { heap: before } = await child.ask('getMemory')
      const { bytes, refused } = await child.ask('send', { webhooks, bytes: kb * 1_000 })
      const { heap, rss } = await child.ask('getMemory')
      const stream = await child.ask('getStream')
      const grown = heap - before
      results[bus] = { webhooks, received: bytes, refused, maxBytes, heapGrown: grown, rss, ...stream }
      if (refused > 0) problems.push(`${bus}: ${refused} webhooks were refused`)
      if (grown > 2 * maxBytes + engineBytes) problems.push(`${bus}: the heap has grown by ${grown} bytes`)
      if ((stream?.streamBytes ?? 0) > 2 * maxBytes)
        problems.push(`${bus}: the stream takes ${stream?.streamBytes} bytes`)
    } finally {
      await child.close()
      await redis?.stop()
    }
  }
  console.log(JSON.stringify({ node: process.version, results, problems }, null, 2))
  if (problems.length > 0) process.exitCode = 1
} finally {
  await built.remove()
}

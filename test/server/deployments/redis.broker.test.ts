import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { findRedis, startRedis } from '../../support/redis.mjs'
import { apiKey } from '../support/webhooks.js'
import { bundlePrograms, type Programs } from './support/programs.js'
import { postWebhook, readRequest } from './support/readRequest.js'

let programs: Programs<'redis'>

beforeAll(async () => {
  programs = await bundlePrograms(['redis'])
})
afterAll(() => programs?.remove())

test.skipIf(!findRedis())(
  'A reader of one of two instances on Redis goes on at the other one by its cursor: each update came once, none is missing',
  async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const simulator = createRelaySimulator()
    const upstream = await startRelayServer({ simulator })
    onTestFinished(() => upstream.close())
    const env = {
      REDIS_URL: redis.url,
      RELAY_API_KEY: apiKey,
      RELAY_SOCKET_URL: upstream.socketUrl,
      RELAY_API_URL: upstream.url,
    }
    const [one, other] = await Promise.all([programs.start('redis', env), programs.start('redis', env)])
    onTestFinished(async () => void (await Promise.all([one.kill(), other.kill()])))
    const { requestId } = simulator.start('abandoned-quote')
    const before = await readRequest(one.url, requestId)
    const witness = await readRequest(other.url, requestId)
    for (const reader of [before, witness])
      await vi.waitFor(() => expect(reader.statuses().at(-1)).toBe('waiting'), 20_000)
    const at = Date.now()
    expect(await postWebhook(other.url, requestId, 'pending', at)).toBe(200)
    await vi.waitFor(() => expect(before.statuses().at(-1)).toBe('pending'), 20_000)

    const { code, ms } = await one.end()
    expect(code).toBe(0)
    expect(ms).toBeLessThan(5_000)
    // It comes while the reader has nobody.
    expect(await postWebhook(other.url, requestId, 'submitted', at + 1)).toBe(200)

    const after = await readRequest(other.url, requestId, before.state.cursor)
    await vi.waitFor(() => expect(after.statuses()).toContain('submitted'), 20_000)
    expect(after.eventNames().filter((name) => name !== 'info')).toEqual(['subscribed', 'update'])
    expect(await postWebhook(other.url, requestId, 'success', at + 2)).toBe(200)
    await vi.waitFor(() => expect(after.statuses()).toEqual(['submitted', 'success']), 20_000)
    // Where nobody else had followed it meanwhile, nobody could say that nothing was missed: it begins anew, with all.
    expect(witness.eventNames()).not.toContain('reset')
    expect((await other.end()).code).toBe(0)
  },
)

import { relay } from 'onwire/relay'
import { createBridge } from 'onwire/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestEnvironment } from '../../support/environment.js'
import { getBusiestMinute } from '../../core/support/relaySetup.js'
import { apiKey, readEvents, toEventsRequest } from './support/bridgeSetup.js'

const requestsPerMinute = 30

/** A bridge with two networks' Relay, each of which has 25 requests that are asked for one by one. */
async function start(keys: readonly [string, string], answer: (host: string) => Response) {
  const { clock, environment } = createTestEnvironment()
  const asked: { readonly at: number; readonly host: string }[] = []
  const fetch = async (input: unknown) => {
    const { host } = new URL(input instanceof Request ? input.url : String(input))
    asked.push({ at: clock.now(), host })
    return answer(host)
  }
  const common = { fetch, requestsPerMinute, socket: false }
  const bridge = createBridge({
    protocols: [relay({ ...common, apiKey: keys[0] }), relay({ ...common, apiKey: keys[1], network: 'testnet' })],
    authorize: () => true,
    environment,
    onDiagnostic: () => {},
  })
  onTestFinished(() => bridge.close())
  for (const protocol of ['relay', 'relay-testnet']) {
    const topics = Array.from({ length: 25 }, (_, nth) => ({
      protocol,
      topic: { kind: 'status', requestId: `0x${nth + 16}` },
    }))
    readEvents(await bridge.fetch(toEventsRequest(topics)))
  }
  return { clock, asked }
}

const nothing = () => Response.json({ status: 'unknown' })
const other = `${apiKey}-other`

describe('Two entries of one service', () => {
  test.each([
    ['with one key share its budget', apiKey, requestsPerMinute],
    ['with two keys have a budget each', other, 2 * requestsPerMinute],
  ])('%s', async (_, second, most) => {
    const { asked, clock } = await start([apiKey, second], nothing)
    await clock.advanceAsync(180_000)
    expect(getBusiestMinute(asked.map(({ at }) => at))).toBe(most)
    expect(new Set(asked.map(({ host }) => host)).size).toBe(2)
  })

  test('with one key pause together', async () => {
    const pause = () => new Response('', { status: 429, headers: { 'retry-after': '40' } })
    const { asked, clock } = await start([apiKey, apiKey], pause)
    await clock.advanceAsync(30_000)
    // All that was under way when the first answer came.
    const before = asked.length
    expect(before).toBeLessThanOrEqual(8)
    await clock.advanceAsync(9_000)
    expect(asked.length).toBe(before)
    await clock.advanceAsync(30_000)
    expect(asked.length).toBeGreaterThan(before)
  })
})

import { createBridge, relay } from 'onwire/server'
import { createRelaySimulator, relayScenarios } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTurns, later } from '../../support/turns.js'
import { buildPage, type Site } from '../bridge/buildPage.js'
import { launchBrowser, watchComplaints } from '../support/stage.js'
import { type HttpVersion, serveOver } from './serveOver.js'

/** A backstop: a busy machine takes its time. */
const patienceMs = 300_000
const ending = {
  ...relayScenarios['abandoned-quote'],
  steps: [
    { at: 0, status: 'waiting' as const },
    { at: later, status: 'success' as const },
  ],
}

let browser: Browser
let site: Site

beforeAll(async () => {
  site = await buildPage(new URL('./page', import.meta.url))
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** So many requests at a service, whose ends come when the test says so. */
async function startService(count: number) {
  const { clock, turn } = createTurns()
  const simulator = createRelaySimulator({ clock })
  const server = await startRelayServer({ simulator })
  onTestFinished(async () => {
    simulator.stop()
    await server.close()
  })
  const ids = Array.from({ length: count }, () => simulator.start(ending).requestId)
  const endAll = () => ids.forEach(() => turn())
  return { endAll, ids, server, simulator }
}

async function open(url: string, ids: readonly string[], direct?: object) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints = watchComplaints(page)
  const query = new URLSearchParams(ids.map((id) => ['request', id]))
  if (direct) query.set('direct', JSON.stringify(direct))
  await page.goto(`${url}/?${query}`)
  const all = (status: string) =>
    page.waitForFunction(
      ([count, last]) => Object.values(window.manySeen.shown).filter((each) => each.at(-1) === last).length === count,
      [ids.length, status] as const,
    )
  return { all, complaints, page }
}

describe('A page without a bridge', () => {
  test.each([44, 120])('with %i requests has one link, and is never over the service’s limit', async (count) => {
    const { endAll, ids, server, simulator } = await startService(count)
    const front = await serveOver('http/1.1', { fetch: async () => new Response() }, site)
    onTestFinished(front.close)
    const { all, complaints, page } = await open(front.url, ids, { url: server.socketUrl, apiUrl: server.apiUrl })
    await all('waiting')
    await page.waitForFunction((wanted) => window.manySeen.live.size === wanted, count)
    endAll()
    await all('success')
    expect(simulator.counters.socketsOpened).toBe(1)
    expect(simulator.counters.restLimited).toBe(0)
    expect(complaints).toEqual([])
  })
})

const versions: readonly HttpVersion[] = ['http/1.1', 'h2']

describe.each(versions)('A page over the bridge on %s', (version) => {
  test.each([44, 60, 120, 200])('with %i requests has each of them by one stream, its end by a push', async (count) => {
    const { endAll, ids, server, simulator } = await startService(count)
    const bridge = createBridge({
      protocols: [
        relay({ url: server.socketUrl, apiUrl: server.apiUrl, apiKey: 'hushhush-key-of-the-app', WebSocket }),
      ],
      authorize: () => true,
      onDiagnostic() {},
    })
    const front = await serveOver(version, bridge, site)
    onTestFinished(async () => {
      await bridge.close()
      front.close()
    })
    const { all, complaints, page } = await open(front.url, ids)

    // The first picture, and then all are live.
    await all('waiting')
    await page.waitForFunction((wanted) => window.manySeen.live.size === wanted, count)
    endAll()
    await all('success')

    const seen = await page.evaluate(() => ({ ...window.manySeen, live: [] }))
    expect(Object.values(seen.shown)).toEqual(ids.map(() => ['waiting', 'success']))
    expect([...new Set(seen.pushed)].sort()).toEqual([...ids].sort())
    // As without a bridge. How many requests that takes depends on the machine's pace: by hand-moved time they are
    // counted in test/server/bridge/manyTopics.test.ts and test/core/engine/manyTopics.test.ts.
    expect(simulator.counters.socketsOpened).toBe(1)
    expect(simulator.counters.restLimited).toBe(0)
    const spoken = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .flatMap((entry) => (entry instanceof PerformanceResourceTiming ? [entry.nextHopProtocol] : [])),
    )
    expect(new Set(spoken.filter(Boolean))).toEqual(new Set([version]))
    // One may come before the one that it replaces is seen to go.
    expect(front.asked.most['events']).toBeLessThanOrEqual(2)
    expect(front.asked.most['snapshot'] ?? 0).toBeLessThanOrEqual(4)
    // Chromium may try two at once, before it knows that they speak HTTP/2.
    expect(front.asked.connections).toBeLessThanOrEqual(version === 'h2' ? 2 : 6)
    expect(complaints).toEqual([])
  })
})

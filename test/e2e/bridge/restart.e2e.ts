import { relay } from 'onwire/server'
import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { apiKey } from '../../server/support/webhooks.js'
import { freePort } from '../../support/freePort.mjs'
import { launchBrowser } from '../support/stage.js'
import { openPage, patienceMs } from './bridgePage.js'
import { buildPage, type Site } from './buildPage.js'
import { frameworks } from './frameworks.js'
import { nothingYet, toRefund, toSuccess } from './ladders.js'
import { type Answer, deliver, post, toWebhook } from './relaySender.js'
import { startSite } from './site.js'

let browser: Browser
let site: Site

beforeAll(async () => {
  ;[site, browser] = await Promise.all([buildPage(), launchBrowser()])
})
afterAll(() => browser?.close())

const requestId = `0x${'5a'.repeat(32)}`

// Relay's socket never opens and its REST knows nothing: what is shown has come by webhook.
describe.concurrent('Signed webhooks move the timeline, also where the bridge is restarted in the middle', () => {
  test.for([
    ['Express', frameworks.Express, toRefund],
    ['Hono', frameworks.Hono, toSuccess],
    ['plain node:http', frameworks['node:http'], toSuccess],
  ] as const)('through %s', async ([, serve, ladder]) => {
    const server = await startSite(serve, site, [createQuietRelay()])
    const { close, complaints, getSeen, see, seeRow } = await openPage(browser, server.url, [requestId])
    try {
      const firstAt = Date.now()
      const webhooks = Object.keys(ladder).map((status, index) => toWebhook(requestId, status, firstAt + index))
      const [first, second, third, last] = webhooks
      if (!first || !second || !third || !last) throw new Error('A ladder has four rungs.')

      await see(requestId, { connection: 'connected' })
      for (const webhook of [first, second]) {
        expect(await post(server.url, webhook)).toBe(200)
        await seeRow(requestId, webhook.row)
      }
      const forged = { ...last, body: last.body.replace(/}$/, ' }') }
      expect(await post(server.url, forged)).toBe(401)
      expect(await post(server.url, { ...last, headers: { 'content-type': 'application/json' } })).toBe(401)
      // Played again, and by a retry whose first answer was lost.
      expect(await Promise.all([first, second, second].map((webhook) => post(server.url, webhook)))).toEqual([
        200, 200, 200,
      ])

      server.kill()
      const answers: Answer[] = []
      const delivered = deliver(() => server.url, third, answers)
      await see(requestId, { connection: 'reconnecting', transport: 'polling' })
      await vi.waitFor(() => expect(answers.length).toBeGreaterThan(1), patienceMs)
      expect(new Set(answers)).toEqual(new Set(['no answer']))

      await server.start()
      await delivered
      await seeRow(requestId, third.row)
      await see(requestId, { connection: 'connected' })
      // The bridge has forgotten them; the page has not.
      for (const webhook of [second, first]) expect(await post(server.url, webhook)).toBe(200)
      await deliver(() => server.url, last)
      await see(requestId, { phase: 'settled' })

      const seen = await getSeen(requestId)
      const rows = webhooks.map(({ row }) => row)
      expect(seen.rows).toEqual(rows.map((row) => `+ ${row}`))
      expect(seen.updates).toEqual(['unknown -', ...rows])
      expect(seen.timelines).toEqual([nothingYet, ...Object.values(ladder)])
      // The bridge has no socket to Relay: its page says that it polls until the first webhook has come.
      expect(seen.transports.at(-1)).toBe('idle')
      expect(complaints()).toEqual([])
      expect(server.diagnostics).toEqual([])
    } finally {
      await close()
      server.kill()
    }
  })
})

describe.concurrent('What socket, REST and repeated webhooks all tell is shown once, over a restart of the bridge', () => {
  test.for([
    ['gasless', toSuccess],
    ['refund-after-failure', toRefund],
  ] as const)('%s', async ([name, ladder]) => {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}/api/onwire/webhooks/relay`
    const simulator = createRelaySimulator({ webhooks: { url, apiKey, retryDelayMs: 200 } })
    const upstream = await startRelayServer({ simulator })
    const protocol = relay({ apiKey, url: upstream.socketUrl, apiUrl: upstream.url })
    const server = await startSite(frameworks['node:http'], site, [protocol], port)
    const getWebhooks = () => simulator.webhooks?.all() ?? []
    simulator.webhooks?.repeat(3)
    const id = requestId
    const { close, complaints, getRows, getSeen, see } = await openPage(browser, server.url, [id])
    try {
      await see(id, { connection: 'connected', transport: 'socket' })
      // The bridge ends after Relay has come to know of the deposit, and before its webhook is sent.
      const stopWatching = simulator.watch((entry) => {
        if (entry.type !== 'status' || entry.status !== 'pending') return
        stopWatching()
        server.kill()
      })
      simulator.start(name, { requestId: id })
      const answers = () => getWebhooks().flatMap(({ attempts }) => attempts)
      await vi.waitFor(() => expect(answers()).toContain('no answer'), patienceMs)
      await server.start()
      await see(id, { phase: 'settled' })
      await simulator.webhooks?.idle()

      const received = getWebhooks().map(({ status }) => status)
      const getStatuses = async () => (await getRows(id)).map((row) => row.split(' ')[0])
      await vi.waitFor(async () => expect(await getStatuses()).toEqual(received), patienceMs)
      const rows = await getRows(id)
      const seen = await getSeen(id)
      // What was told late stands where it belongs; it never was where things are.
      expect([...seen.rows].sort()).toEqual(rows.map((row) => `+ ${row}`).sort())
      const [before, ...updates] = seen.updates.filter((update, index, all) => update !== all[index - 1])
      expect(before).toBe('unknown -')
      expect(updates).toEqual(rows.filter((row) => updates.includes(row)))
      expect(seen.timelines).toEqual(
        [nothingYet, ...Object.values(ladder)].filter((each) => seen.timelines.includes(each)),
      )
      expect(complaints()).toEqual([])
    } finally {
      await close()
      server.kill()
      simulator.stop()
      await upstream.close()
    }
  })
})

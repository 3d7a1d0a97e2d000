import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createQuietRelay } from '../../server/bridge/support/quietRelay.js'
import { launchBrowser } from '../support/stage.js'
import { openPage } from './bridgePage.js'
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
describe.concurrent('signed webhooks move the timeline, also where the bridge is restarted in the middle', () => {
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

      await see(requestId, { connection: 'connected', transport: 'socket' })
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
      await expect.poll(() => answers.length, { timeout: 10_000 }).toBeGreaterThan(1)
      expect(new Set(answers)).toEqual(new Set(['no answer']))

      await server.start()
      await delivered
      await seeRow(requestId, third.row)
      await see(requestId, { connection: 'connected', transport: 'socket' })
      // The bridge has forgotten them; the page has not.
      for (const webhook of [second, first]) expect(await post(server.url, webhook)).toBe(200)
      await deliver(() => server.url, last)
      await see(requestId, { phase: 'settled' })

      const seen = await getSeen(requestId)
      const rows = webhooks.map(({ row }) => row)
      expect(seen.rows).toEqual(rows.map((row) => `+ ${row}`))
      expect(seen.updates).toEqual(['unknown -', ...rows])
      expect(seen.timelines).toEqual([nothingYet, ...Object.values(ladder)])
      expect(seen.transports).toEqual(['idle', 'socket', 'polling', 'socket', 'idle'])
      expect(complaints()).toEqual([])
      expect(server.diagnostics).toEqual([])
    } finally {
      await close()
      server.kill()
    }
  })
})

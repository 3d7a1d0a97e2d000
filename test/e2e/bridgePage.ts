import { type RelayScenario, relayScenarios } from 'onwire/testing'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { keyMarker } from '../support/secrets/forms.mjs'
import type { Facts } from './support/page.js'
import { onStage, type Stage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

const json = { 'content-type': 'application/json' }

/** Time enough between two statuses for what happens to a bridge. */
const unhurried: RelayScenario = {
  ...relayScenarios['happy-path'],
  name: 'unhurried',
  steps: [
    { at: 0, status: 'waiting' },
    { at: 2_000, status: 'pending', inTxs: 1 },
    { at: 14_000, status: 'submitted', txs: 1 },
    { at: 16_000, status: 'success' },
  ],
}

type Side = 'socket' | 'bridge'

export function describeBridgePage(getPages: () => StagePages): void {
  describe.concurrent("The demo's Bridge tab", () => {
    test('shows one request on both sides, the one told by its socket, the other by the bridge', () =>
      onStage(getPages(), async (stage) => {
        const { bridge, choose, complaints, goto, page, see, simulator } = stage
        await goto('#/bridge')
        await choose('happy-path')
        for (const side of ['socket', 'bridge'] as const) {
          await seeSide(stage, side, { phase: 'settled', outcome: 'success' }, 15_000)
          expect(await getValues(page, side)).toEqual(['pending', 'submitted', 'success'])
        }
        expect(await countValues(page, 'socket', 'bridge')).toBe(0)
        expect(await countValues(page, 'bridge', 'bridge')).toBeGreaterThanOrEqual(3)
        // By the bridge's own socket and by webhooks, both of which the page tells.
        await see(page.locator('[data-testid="arrivals"] [data-via="webhook"][data-status="success"]'))
        await see(page.locator('[data-testid="arrivals"] [data-via="socket"][data-status="success"]'))
        expect(simulator.counters).toMatchObject({ socketsOpened: 2, violations: 0 })
        expect(simulator.webhooks?.all().every(({ state }) => state === 'delivered')).toBe(true)
        expect(bridge.faults.state().processes).toBe(1)
        expect(complaints).toEqual([])
      }))

    longTest(
      'polls on the one side when sockets are dropped, stays live on the other by webhooks, and is right on both',
      () =>
        onStage(getPages(), async (stage) => {
          const { complaints, goto, page, press, see, simulator, until } = stage
          await goto('#/bridge')
          await press('Send thrice')
          await see(page.getByRole('button', { name: 'Send thrice', pressed: true }))
          const { requestId } = simulator.start(unhurried)
          await goto(`?request=${requestId}#/bridge`)
          await seeSide(stage, 'socket', { transport: 'socket' }, 10_000)
          await seeSide(stage, 'bridge', { transport: 'socket' }, 10_000)
          await press('Drop')
          await see(sideOf(page, 'socket').locator('[data-slot="ow-connection"]', { hasText: 'Polling' }))
          await see(sideOf(page, 'bridge').locator('.values li[data-status="submitted"][data-via="bridge"]'))
          await see(sideOf(page, 'bridge').locator('[data-slot="ow-connection"]', { hasText: 'Live' }))
          for (const side of ['bridge', 'socket'] as const)
            await seeSide(stage, side, { phase: 'settled', outcome: 'success' }, 40_000)
          expect(await countValues(page, 'bridge', 'polling')).toBe(0)
          // Whatever came thrice is shown once.
          await until(async () => expect(await page.locator('[data-outcome="DUPLICATE"]').count()).toBe(8), 5_000)
          expect(await getValues(page, 'bridge')).toEqual(['pending', 'submitted', 'success'])
          expect(withoutBrokenLinks(complaints)).toEqual([])
        }),
    )

    longTest('comes back after the bridge’s process has ended, and shows nothing twice', () =>
      onStage(getPages(), async (stage) => {
        const { bridge, complaints, goto, page, press, see, simulator, until } = stage
        const { requestId } = simulator.start(unhurried)
        await goto(`?request=${requestId}#/bridge`)
        const shown = sideOf(page, 'bridge').locator('.values li')
        await see(shown.and(page.locator('[data-status="pending"]')))
        await press('Restart')
        await until(() => expect(bridge.faults.state().processes).toBe(2))
        await seeSide(stage, 'bridge', { connection: 'connected', transport: 'socket' }, 10_000)
        await seeSide(stage, 'bridge', { phase: 'settled', outcome: 'success' }, 40_000)
        expect(await getValues(page, 'bridge')).toEqual(['pending', 'submitted', 'success'])
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('keeps what it knows while the bridge is stopped, and has what webhooks tell again after', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, goto, page, press, see, simulator, until } = stage
        const { requestId } = simulator.start(unhurried)
        await goto(`?request=${requestId}#/bridge`)
        await see(sideOf(page, 'bridge').locator('.values li[data-status="pending"]'))
        // Only webhooks can tell the bridge.
        await press('Drop')
        await press('Break REST')
        await press('Stop')
        await see(sideOf(page, 'bridge').locator('[data-slot="ow-notice"]').first(), 15_000)
        await until(() => expect(simulator.requests.find(requestId)?.truth().status).toBe('success'), 20_000)
        expect(await getValues(page, 'bridge')).toEqual(['pending'])
        await press('Restore bridge')
        await seeSide(stage, 'bridge', { phase: 'settled', outcome: 'success' }, 30_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('says that it is refused, that nobody may see it, and that the bus is away', () =>
      onStage(getPages(), async ({ click, complaints, goto, page, press, see, simulator }) => {
        const { requestId } = simulator.start('abandoned-quote')
        await goto(`?request=${requestId}#/bridge`)
        const connection = sideOf(page, 'bridge').locator('[data-slot="ow-connection"]')
        const say = (text: string) => see(connection.filter({ hasText: text }), 15_000)
        await say('Live')
        await press('Bus away')
        await say('Polling')
        await press('Restore bridge')
        await say('Live')
        await press('Sign out')
        await say('Connection refused')
        await press('Restore bridge')
        await click(sideOf(page, 'bridge').getByRole('button', { name: 'Reconnect' }))
        await say('Live')
        await press('Forbid')
        await see(sideOf(page, 'bridge').locator('[data-slot="ow-notice"]').first(), 15_000)
        expect(await sideOf(page, 'socket').locator('[data-slot="ow-notice"]').count()).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('fits 320 px', () =>
      onStage(
        getPages(),
        async (stage) => {
          const { goto, page, see } = stage
          for (const query of ['?scenario=happy-path#/bridge', '?dir=rtl&scenario=failure#/bridge']) {
            await goto(query)
            await seeSide(stage, 'bridge', { transport: 'socket' }, 10_000)
            await sideOf(page, 'bridge').locator('summary', { hasText: 'Frames' }).click()
            await see(page.locator('[data-testid="arrivals"] li').nth(2))
            expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
          }
        },
        { width: 320, height: 640 },
      ))

    test('holds the key on the server: nothing that the page is told has it', () =>
      onStage(getPages(), async (stage) => {
        const { bridge, goto, origin, page } = stage
        const told: Promise<string>[] = []
        // An event stream has no end to wait for: its frames are on the page.
        page.on('response', (response) => {
          if (!response.url().endsWith('/events')) told.push(response.text().catch(() => ''))
        })
        await goto('?scenario=happy-path#/bridge')
        await seeSide(stage, 'bridge', { phase: 'settled', outcome: 'success' }, 15_000)
        for (const summary of await page.locator('summary', { hasText: 'Frames' }).all()) await summary.click()
        told.push(page.content())
        const secret = bridge.target.apiKey
        expect(secret).toContain(keyMarker)
        expect((await Promise.all(told)).filter((text) => text.includes(secret))).toEqual([])
        const unsigned = await fetch(`${origin}/api/onwire/webhooks/relay`, {
          method: 'POST',
          body: '{}',
          headers: json,
        })
        expect([unsigned.status, (await unsigned.text()).includes(secret)]).toEqual([401, false])
      }))
  })
}

function sideOf(page: Page, side: Side): Locator {
  return page.locator(`[data-side="${side}"]`)
}

function seeSide({ page, seeTimeline }: Stage, side: Side, facts: Facts, limitMs: number): Promise<void> {
  return seeTimeline(facts, limitMs, sideOf(page, side))
}

/** Every status that was shown, in order; the first one may be over before a slow page is there. */
async function getValues(page: Page, side: Side): Promise<readonly (string | null)[]> {
  const values = sideOf(page, side).locator('.values li:not([data-status="waiting"])')
  return values.evaluateAll((all) => all.map((value) => value.getAttribute('data-status')))
}

async function countValues(page: Page, side: Side, via: string): Promise<number> {
  return sideOf(page, side).locator(`.values li[data-via="${via}"]`).count()
}

import { relayScenarios } from 'onwire/testing'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { timeline } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

export function describePage(getPages: () => StagePages): void {
  describe.concurrent("The demo's page", () => {
    test('names all scenarios where its address asks for one that there isn’t', () =>
      onStage(getPages(), async ({ complaints, goto, page }) => {
        await goto('?scenario=happy-pth')
        const said = await page.getByRole('alert').innerText()
        expect(said).toContain('There is no scenario named “happy-pth”.')
        for (const name of Object.keys(relayScenarios)) expect(said).toContain(name)
        expect(await timeline(page).count()).toBe(0)
        expect(complaints).toEqual([])
      }))

    test('says what is wrong with a request id', () =>
      onStage(getPages(), async ({ complaints, goto, page, press }) => {
        await goto('?request=hello')
        expect(await page.getByRole('alert').innerText()).toContain('“hello” is no Relay request id.')
        await press('Dismiss')
        expect(await page.getByRole('alert').count()).toBe(0)
        expect(complaints).toEqual([])
      }))

    test('offers every scenario', () =>
      onStage(getPages(), async ({ goto, page, until }) => {
        await goto()
        const options = page.getByLabel('Scenario').locator('option')
        // They are there once the page is.
        await until(async () => (await options.count()) > 0, 10_000)
        const offered = await options.evaluateAll((all) => all.map((option) => option.getAttribute('value')))
        expect(new Set(offered)).toEqual(new Set(Object.keys(relayScenarios)))
      }))

    test('fits 320 px, whatever is on it', () =>
      onStage(
        getPages(),
        async ({ goto, page, see, seeTimeline }) => {
          for (const query of ['', '?scenario=nonsense', '?scenario=failure', '?scenario=junk-frames&dir=rtl']) {
            await goto(query)
            await see(page.getByRole('main'))
            if (query.includes('failure') || query.includes('junk')) {
              await seeTimeline({ transport: 'socket' }, 5_000)
              await page.locator('summary', { hasText: 'Frames' }).click()
              await see(page.locator('.frames li').nth(8))
            }
            expect(await getOverflow(page)).toBe(0)
          }
        },
        { width: 320, height: 640 },
      ))

    test('is started, cut and mended by keyboard alone', () =>
      onStage(getPages(), async ({ goto, page, press, see, seeTimeline, simulator, until }) => {
        await goto()
        await page.getByLabel('Scenario').focus()
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        await seeTimeline({ transport: 'socket' }, 5_000)
        await page.keyboard.press('Tab')
        await page.keyboard.press('Space')
        await until(() => expect(simulator.faults.state().admission).toBe('unreachable'))
        await see(page.getByRole('button', { name: 'Drop', pressed: true }))
        await press('Restore socket')
        await see(page.getByRole('button', { name: 'Drop', pressed: false }))
      }))

    test('turns dark, and to the right, by its switches and by its address', () =>
      onStage(getPages(), async ({ goto, page, press }) => {
        await goto()
        const look = () =>
          page.evaluate(() => [document.documentElement.dataset['theme'], document.documentElement.dir])
        await page.getByText('Dark', { exact: true }).click()
        await press('RTL, right to left')
        expect(await look()).toEqual(['dark', 'rtl'])
        await goto('?theme=light')
        expect(await look()).toEqual(['light', 'ltr'])
      }))

    longTest('forgets a request that is removed, and lets the socket go', () =>
      onStage(getPages(), async ({ choose, complaints, goto, page, press, seeTimeline, simulator, until }) => {
        await goto()
        await choose('abandoned-quote')
        await seeTimeline({ phase: 'waiting', transport: 'socket' }, 5_000)
        await press('Remove Abandoned quote')
        expect(await timeline(page).count()).toBe(0)
        await until(() => expect(simulator.counters.socketsOpen).toBe(0), 10_000)
        expect(complaints).toEqual([])
      }),
    )

    test("shows a request of Relay's own servers, and that there is no network", () =>
      onStage(
        getPages(),
        async ({ complaints, goto, page, see, seeTimeline }) => {
          await page.route(/relay\.link/, (route) => route.abort())
          await page.routeWebSocket(/relay\.link/, (socket) => socket.close())
          await goto()
          await see(page.locator('[data-slot="ow-notice"]', { hasText: 'could not be loaded' }), 15_000)
          await seeTimeline({ transport: 'polling' }, 5_000)
          expect(await page.getByRole('button', { name: 'Drop' }).count()).toBe(0)
          await page.getByRole('navigation').getByRole('link', { name: 'Fusion' }).click()
          await see(page.getByText(/^Simulated, as no coordinator has a public address/))
          expect(withoutBrokenLinks(complaints)).toEqual([])
        },
        undefined,
        (config) => ({ ...config, relay: { mode: 'live', requestId: `0x${'92'.repeat(32)}` } }),
      ))
  })
}

function getOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

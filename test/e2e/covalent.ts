import { covalentScenarios } from 'onwire/testing'
import type { Browser, Locator, Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { comeBack, press } from './support/page.js'
import { onStage, type Stage, withoutBrokenLinks } from './support/stage.js'

export function describeCovalent(getBrowser: () => Browser): void {
  describe.concurrent("the demo's Covalent tab", () => {
    test('shows logs as they come, and what would be asked for after each', () =>
      onStage(getBrowser(), async ({ complaints, covalent, goto, page }) => {
        await goto('?scenario=steady#/covalent')
        await seeFacts(page, 'socket', 10_000)
        await page.locator('.values li[data-via="socket"]').nth(2).waitFor({ timeout: 15_000 })
        await seeTruth(page, covalent, 10_000)
        await page.locator('[data-testid="follow-ups"]:not([data-count="0"])').waitFor({ timeout: 20_000 })
        await press(page, 'Pause')
        await page
          .getByText(/^\d+ new/)
          .first()
          .waitFor({ timeout: 10_000 })
        await press(page, 'Resume')
        await press(page, 'Clear')
        await page.getByText('Newest last').click()
        await page.locator('[data-slot="ow-feed"][data-order="newest-last"]').waitFor()
        expect(covalent.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(complaints).toEqual([])
      }))

    test('has the chain’s own list again after five hundred blocks without a socket, and no gap', () =>
      onStage(getBrowser(), async ({ complaints, covalent, goto, page }) => {
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await page.getByLabel('Keep').selectOption('20000')
        await seeFacts(page, 'socket', 10_000)
        await seeTruth(page, covalent, 10_000)
        await press(page, 'Drop')
        await press(page, 'Break REST')
        await press(page, 'Mine 500 blocks')
        await page.locator('[data-slot="ow-notice"]').first().waitFor({ timeout: 25_000 })
        await press(page, 'Compare with the chain')
        await page.locator('[data-testid="check"][data-same="false"]').waitFor({ timeout: 10_000 })

        await press(page, 'Restore REST')
        await press(page, 'Restore socket')
        await comeBack(page)
        await seeFacts(page, 'socket', 40_000)
        await seeTruth(page, covalent, 40_000)
        expect(await page.locator('[data-slot="ow-feed-gap"]').count()).toBe(0)
        expect(covalent.stories()[0]?.truth().length).toBeGreaterThan(1_000)
        expect(covalent.counters).toMatchObject({ socketsOpened: 2, violations: 0 })
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('marks what a re-organisation of six blocks took back, and has the chain’s list', () =>
      onStage(getBrowser(), async ({ complaints, covalent, goto, page }) => {
        const { address } = covalent.start('steady', { speed: 4 })
        await goto(`?contract=1:${address}#/covalent`)
        await seeFacts(page, 'socket', 10_000)
        await page.locator('.values li').nth(8).waitFor({ timeout: 20_000 })
        await press(page, 'Re-org 6 blocks')
        await page.locator('.values li[data-status*="removed"]').waitFor({ timeout: 45_000 })
        await press(page, 'Pause')
        const marked = page.locator('[data-slot="ow-feed-item"][data-removed]')
        await scrollTo(page.locator('[data-slot="ow-feed-viewport"]'), marked)
        expect(await marked.first().innerText()).toMatch(/removed|re-org/i)
        await press(page, 'Resume')
        await seeTruth(page, covalent, 10_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('polls where the socket is off, and shows every log even so', () =>
      onStage(getBrowser(), async ({ complaints, covalent, goto, page }) => {
        covalent.faults.socketOff('upgrade')
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await seeFacts(page, 'polling', 20_000)
        await page.locator('.values li[data-via="polling"]').first().waitFor({ timeout: 20_000 })
        await seeTruth(page, covalent, 20_000)
        expect(covalent.counters.socketsOpened).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('takes ten thousand logs of one block, and keeps few of them in the document', () =>
      onStage(getBrowser(), async ({ complaints, covalent, goto, page }) => {
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await page.getByLabel('Keep').selectOption('20000')
        await seeFacts(page, 'socket', 10_000)
        await press(page, 'Burst of 10 000')
        await vi.waitFor(async () => {
          await seeTruth(page, covalent, 5_000)
          expect(covalent.stories()[0]?.truth().length).toBeGreaterThan(10_000)
        }, 40_000)
        expect(await page.locator('[data-slot="ow-feed-row"]').count()).toBeLessThan(200)
        expect(complaints).toEqual([])
      }))

    test('offers every scenario, and fits 320 px', () =>
      onStage(
        getBrowser(),
        async ({ goto, page }) => {
          for (const query of ['?scenario=steady#/covalent', '?dir=rtl&scenario=steady#/covalent', '#/fusion']) {
            await goto('about:blank')
            await goto(query)
            await page.locator('[data-slot="ow-feed"]').first().waitFor({ timeout: 10_000 })
            if (query.includes('steady')) {
              await page.locator('[data-slot="ow-feed-row"]').first().waitFor({ timeout: 10_000 })
              await page.locator('summary', { hasText: 'Frames' }).click()
              const options = page.getByLabel('Scenario').locator('option')
              const offered = await options.evaluateAll((all) => all.map((option) => option.getAttribute('value')))
              expect(new Set(offered)).toEqual(new Set(Object.keys(covalentScenarios)))
            }
            expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
          }
        },
        { width: 320, height: 640 },
      ))
  })
}

async function seeFacts(page: Page, transport: string, timeout: number): Promise<void> {
  await page.locator(`[data-contract] .facts[data-transport="${transport}"]`).waitFor({ timeout })
}

/** The page's own comparison says so, and what it counted is what the service has, give or take the newest block. */
async function seeTruth(page: Page, covalent: Stage['covalent'], timeout: number): Promise<void> {
  await vi.waitFor(
    async () => {
      await press(page, 'Compare with the chain')
      const check = page.locator('[data-testid="check"][data-same]')
      await check.waitFor({ timeout: 5_000 })
      const read = (name: string) => check.getAttribute(`data-${name}`)
      expect([await read('same'), await read('gaps')]).toEqual(['true', '0'])
      const count = covalent.stories()[0]?.truth().length ?? 0
      expect(count - Number(await read('shown'))).toBeLessThanOrEqual(8)
    },
    { timeout, interval: 500 },
  )
}

/** Of a long list only what is near is in the document. */
async function scrollTo(viewport: Locator, wanted: Locator): Promise<void> {
  await viewport.evaluate((element) => element.scrollTo({ top: 0 }))
  for (let tries = 0; tries < 60 && (await wanted.count()) === 0; tries += 1) {
    await viewport.evaluate((element) => element.scrollBy({ top: 300 }))
    await viewport.page().waitForTimeout(50)
  }
  await wanted.first().waitFor({ timeout: 2_000 })
}

import { covalentScenarios } from 'onwire/testing'
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { comeBack } from './support/page.js'
import { onStage, type Stage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

export function describeCovalent(getPages: () => StagePages): void {
  describe.concurrent("The demo's Covalent tab", () => {
    test('shows logs as they come, and what would be asked for after each', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, covalent, goto, page, press, see } = stage
        await goto('?scenario=steady#/covalent')
        await seeFacts(stage, 'socket', 10_000)
        await see(page.locator('.values li[data-via="socket"]').nth(2), 15_000)
        await seeTruth(stage, 10_000)
        await see(page.locator('[data-testid="follow-ups"]:not([data-count="0"])'), 20_000)
        await page.getByText('Tokens, by name').click()
        const tokens = page.getByTestId('tokens')
        await see(tokens.getByText(/^Token #/).first(), 20_000)
        expect(await tokens.locator('img').count()).toBe(0)
        await tokens.getByLabel('Show pictures').check()
        await see(tokens.locator('img').first())
        await press('Pause')
        await see(page.getByText(/^\d+ new/).first(), 10_000)
        await press('Resume')
        await press('Clear')
        await page.getByText('Newest last').click()
        await see(page.locator('[data-slot="ow-feed"][data-order="newest-last"]'))
        expect(covalent.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(complaints).toEqual([])
      }))

    longTest('has the chain’s own list again after five hundred blocks without a socket, and no gap', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, covalent, goto, page, press, see } = stage
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await page.getByLabel('Keep').selectOption('20000')
        await seeFacts(stage, 'socket', 10_000)
        await seeTruth(stage, 10_000)
        await press('Drop')
        await press('Break REST')
        await press('Mine 500 blocks')
        await see(page.locator('[data-slot="ow-notice"]').first(), 25_000)
        await press('Compare with the chain')
        await see(page.locator('[data-testid="check"][data-same="false"]'), 10_000)

        await press('Restore REST')
        await press('Restore socket')
        await comeBack(page)
        await seeFacts(stage, 'socket', 40_000)
        await seeTruth(stage, 40_000)
        expect(await page.locator('[data-slot="ow-feed-gap"]').count()).toBe(0)
        expect(covalent.stories()[0]?.truth().length).toBeGreaterThan(1_000)
        expect(covalent.counters).toMatchObject({ socketsOpened: 2, violations: 0 })
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('marks what a re-organisation of six blocks took back, and has the chain’s list', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, covalent, goto, page, press, see } = stage
        const { address } = covalent.start('steady', { speed: 4 })
        await goto(`?contract=1:${address}#/covalent`)
        await seeFacts(stage, 'socket', 10_000)
        await see(page.locator('.values li').nth(8), 20_000)
        await press('Re-org 6 blocks')
        await see(page.locator('.values li[data-status*="removed"]'), 45_000)
        await press('Pause')
        const marked = page.locator('[data-slot="ow-feed-item"][data-removed]')
        await scrollTo(stage, page.locator('[data-slot="ow-feed-viewport"]'), marked)
        expect(await marked.first().innerText()).toMatch(/removed|re-org/i)
        await press('Resume')
        await seeTruth(stage, 10_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('polls where the socket is off, and shows every log even so', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, covalent, goto, page, see } = stage
        covalent.faults.socketOff('upgrade')
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await seeFacts(stage, 'polling', 20_000)
        await see(page.locator('.values li[data-via="polling"]').first(), 20_000)
        await seeTruth(stage, 20_000)
        expect(covalent.counters.socketsOpened).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    longTest('takes ten thousand logs of one block, and keeps few of them in the document', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, covalent, goto, page, press, until } = stage
        const { address } = covalent.start('steady')
        await goto(`?contract=1:${address}#/covalent`)
        await page.getByLabel('Keep').selectOption('20000')
        await seeFacts(stage, 'socket', 10_000)
        await press('Burst of 10 000')
        await until(async () => {
          await seeTruth(stage, 5_000)
          expect(covalent.stories()[0]?.truth().length).toBeGreaterThan(10_000)
        }, 40_000)
        expect(await page.locator('[data-slot="ow-feed-row"]').count()).toBeLessThan(200)
        expect(complaints).toEqual([])
      }),
    )

    test('offers every scenario, and fits 320 px', () =>
      onStage(
        getPages(),
        async ({ goto, page, see }) => {
          for (const query of ['?scenario=steady#/covalent', '?dir=rtl&scenario=steady#/covalent', '#/fusion']) {
            await goto(query)
            await see(page.locator('[data-slot="ow-feed"]').first(), 10_000)
            if (query.includes('steady')) {
              await see(page.locator('[data-slot="ow-feed-row"]').first(), 10_000)
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

function seeFacts({ page, see }: Stage, transport: string, limitMs: number): Promise<void> {
  return see(page.locator(`[data-contract] .facts[data-transport="${transport}"]`), limitMs)
}

/** The page's own comparison says so, and what it counted is what the service has, give or take the newest block. */
function seeTruth({ covalent, page, press, see, until }: Stage, limitMs: number): Promise<void> {
  return until(async () => {
    await press('Compare with the chain')
    const check = page.locator('[data-testid="check"][data-same]')
    await see(check, 5_000)
    const read = (name: string) => check.getAttribute(`data-${name}`)
    expect([await read('same'), await read('gaps')]).toEqual(['true', '0'])
    const count = covalent.stories()[0]?.truth().length ?? 0
    expect(count - Number(await read('shown'))).toBeLessThanOrEqual(8)
  }, limitMs)
}

/** Of a long list only what is near is in the document. */
async function scrollTo({ until }: Stage, viewport: Locator, wanted: Locator): Promise<void> {
  await viewport.evaluate((element) => element.scrollTo({ top: 0 }))
  await until(async () => {
    if (await wanted.first().isVisible()) return true
    await viewport.evaluate((element) => element.scrollBy({ top: 300 }))
    return false
  })
}

import { fusionScenarios } from 'onwire/testing'
import type { Browser } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { comeBack, choose, press, seeTimeline, seeValue } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'

export function describeFusion(getBrowser: () => Browser): void {
  describe.concurrent("the demo's Fusion tab", () => {
    test('follows an intent by its socket to the end, and all intents and their counts beside it', () =>
      onStage(getBrowser(), async ({ complaints, fusion, goto, page }) => {
        await goto('#/fusion')
        await choose(page, 'happy-path')
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 20_000)
        await seeValue(page, { status: 'completed', via: 'socket' }, 1_000)
        const mempool = page.locator('.mempool')
        await mempool.locator('[data-slot="ow-feed-item"]', { hasText: 'Completed' }).waitFor({ timeout: 5_000 })
        expect(await mempool.locator('[data-slot="ow-stat"][data-name="completed"]').innerText()).toMatch(/\b1$/)
        expect(fusion.counters).toMatchObject({ socketsOpened: 1, socketsOpen: 1, violations: 0 })
        expect(Object.values(fusion.counters.subscribes)).toEqual([1])
        expect(complaints).toEqual([])
      }))

    test('polls while its socket is dropped, says of the list that it is stale, and is live again with the right end', () =>
      onStage(getBrowser(), async ({ complaints, fusion, goto, page }) => {
        const { intentId } = fusion.start('happy-path', { speed: 0.2 })
        await goto(`?intent=${intentId}#/fusion`)
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        const mempool = page.locator('.mempool')
        await mempool.locator('.facts[data-stale="false"]').waitFor({ timeout: 5_000 })
        await mempool.locator('[data-slot="ow-feed-item"]').first().waitFor({ timeout: 15_000 })

        await press(page, 'Drop')
        await seeTimeline(page, { transport: 'polling' }, 10_000)
        await mempool
          .getByText(/^Not live, and can’t be polled/)
          .first()
          .waitFor({ timeout: 5_000 })
        await mempool.getByText('Not live: the numbers may be old.').waitFor({ timeout: 5_000 })
        expect(await mempool.locator('[data-slot="ow-feed-item"]').count()).toBe(1)
        await page.locator('.values li[data-via="polling"]').first().waitFor({ timeout: 25_000 })
        expect(fusion.counters.socketsOpened).toBe(1)

        await press(page, 'Restore socket')
        await comeBack(page)
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        await mempool.locator('.facts[data-stale="false"]').waitFor({ timeout: 10_000 })
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 45_000)
        await seeValue(page, { status: 'completed', via: 'socket' }, 1_000)
        expect(fusion.counters).toMatchObject({ socketsOpened: 2, subscribes: { [intentId]: 2 }, violations: 0 })
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('is connected again after the server itself has disconnected it', () =>
      onStage(getBrowser(), async ({ complaints, fusion, goto, page }) => {
        const { intentId } = fusion.start('happy-path', { speed: 0.3 })
        await goto(`?intent=${intentId}#/fusion`)
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        await press(page, 'Disconnect')
        await vi.waitFor(() => expect(fusion.counters.socketsOpened).toBe(2), 15_000)
        await seeTimeline(page, { connection: 'connected', transport: 'socket' }, 10_000)
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 30_000)
        await seeValue(page, { status: 'completed', via: 'socket' }, 1_000)
        expect(fusion.counters).toMatchObject({ subscribes: { [intentId]: 2 }, violations: 0 })
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('lists intents as they come, holds them while paused, and follows one that is chosen', () =>
      onStage(getBrowser(), async ({ complaints, fusion, goto, page }) => {
        await goto('#/fusion')
        const mempool = page.locator('.mempool')
        await mempool.locator('.facts[data-transport="socket"]').waitFor({ timeout: 10_000 })
        const first = fusion.start('slow-proofs')
        const rows = mempool.locator('[data-slot="ow-feed-item"]')
        await rows.first().waitFor({ timeout: 5_000 })
        await press(page, 'Pause')
        fusion.start('slow-proofs')
        await mempool.getByText(/^1 new/).waitFor({ timeout: 5_000 })
        expect(await rows.count()).toBe(1)
        await rows.first().getByRole('button').click()
        await page.locator(`[data-intent="${first.intentId}"]`).waitFor()
        await seeTimeline(page, { transport: 'socket' }, 5_000)
        await press(page, 'Resume')
        await vi.waitFor(async () => expect(await rows.count()).toBe(2), 5_000)
        expect(fusion.counters).toMatchObject({ socketsOpened: 1, subscribesAll: 1 })
        expect(complaints).toEqual([])
      }))

    test('goes on with an intent under its new id, and says of others that they are not there', () =>
      onStage(getBrowser(), async ({ complaints, goto, page }) => {
        await goto('?scenario=replaced-id#/fusion')
        await choose(page, 'removed')
        await choose(page, 'not-found')
        const cardOf = (scenario: string) => page.locator(`.card[data-scenario="${scenario}"]`)
        await cardOf('not-found').getByText('The service doesn’t know this intent, or not yet.').waitFor()
        await cardOf('removed').getByText('The service has removed this intent.').waitFor({ timeout: 10_000 })
        await cardOf('replaced-id').getByTestId('former-id').waitFor({ timeout: 10_000 })
        await cardOf('replaced-id').locator('[data-outcome="success"]').first().waitFor({ timeout: 15_000 })
        expect(await cardOf('removed').getByTestId('former-id').count()).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('offers every scenario, and keeps all as it is while another tab is open', () =>
      onStage(getBrowser(), async ({ complaints, fusion, goto, page }) => {
        await goto('#/fusion')
        const options = page.getByLabel('Scenario').locator('option')
        await options.first().waitFor({ state: 'attached', timeout: 10_000 })
        const offered = await options.evaluateAll((all) => all.map((option) => option.getAttribute('value')))
        expect(new Set(offered)).toEqual(new Set(Object.keys(fusionScenarios)))
        await choose(page, 'slow-proofs')
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        const tab = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true })
        await tab('Relay').focus()
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Follow transfers' }).waitFor()
        expect(await page.locator('[data-service="fusion"]').isVisible()).toBe(false)
        expect(await tab('Relay').getAttribute('aria-current')).toBe('page')
        await tab('Fusion').click()
        await seeTimeline(page, { transport: 'socket' }, 1_000)
        expect(fusion.counters.socketsOpened).toBe(1)
        expect(complaints).toEqual([])
      }))
  })
}

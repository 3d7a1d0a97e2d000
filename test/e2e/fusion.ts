import { fusionScenarios } from 'onwire/testing'
import { describe, expect, test } from 'vitest'
import { comeBack } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

export function describeFusion(getPages: () => StagePages): void {
  describe.concurrent("The demo's Fusion tab", () => {
    test('follows an intent by its socket to the end, and all intents and their counts beside it', () =>
      onStage(getPages(), async ({ choose, complaints, fusion, goto, page, see, seeTimeline, seeValue }) => {
        await goto('#/fusion')
        await choose('happy-path')
        await seeTimeline({ transport: 'socket' }, 10_000)
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 20_000)
        await seeValue({ status: 'completed', via: 'socket' }, 1_000)
        const mempool = page.locator('.mempool')
        await see(mempool.locator('[data-slot="ow-feed-item"]', { hasText: 'Completed' }), 5_000)
        expect(await mempool.locator('[data-slot="ow-stat"][data-name="completed"]').innerText()).toMatch(/\b1$/)
        expect(fusion.counters).toMatchObject({ socketsOpened: 1, socketsOpen: 1, violations: 0 })
        expect(Object.values(fusion.counters.subscribes)).toEqual([1])
        expect(complaints).toEqual([])
      }))

    longTest(
      'polls while its socket is dropped, says of the list that it is stale, and is live again with the right end',
      () =>
        onStage(getPages(), async ({ complaints, fusion, goto, page, press, see, seeTimeline, seeValue }) => {
          const { intentId } = fusion.start('happy-path', { speed: 0.2 })
          await goto(`?intent=${intentId}#/fusion`)
          await seeTimeline({ transport: 'socket' }, 10_000)
          const mempool = page.locator('.mempool')
          await see(mempool.locator('.facts[data-stale="false"]'), 5_000)
          await see(mempool.locator('[data-slot="ow-feed-item"]').first(), 15_000)

          await press('Drop')
          await seeTimeline({ transport: 'polling' }, 10_000)
          await see(mempool.getByText(/^Not live, and can’t be polled/).first(), 5_000)
          await see(mempool.getByText('Not live: the numbers may be old.'), 5_000)
          expect(await mempool.locator('[data-slot="ow-feed-item"]').count()).toBe(1)
          await see(page.locator('.values li[data-via="polling"]').first(), 25_000)
          expect(fusion.counters.socketsOpened).toBe(1)

          await press('Restore socket')
          await comeBack(page)
          await seeTimeline({ transport: 'socket' }, 10_000)
          await see(mempool.locator('.facts[data-stale="false"]'), 10_000)
          await seeTimeline({ phase: 'settled', outcome: 'success' }, 45_000)
          await seeValue({ status: 'completed', via: 'socket' }, 1_000)
          expect(fusion.counters).toMatchObject({ socketsOpened: 2, subscribes: { [intentId]: 2 }, violations: 0 })
          expect(withoutBrokenLinks(complaints)).toEqual([])
        }),
    )

    longTest('is connected again after the server itself has disconnected it', () =>
      onStage(getPages(), async ({ complaints, fusion, goto, press, seeTimeline, seeValue, until }) => {
        const { intentId } = fusion.start('happy-path', { speed: 0.3 })
        await goto(`?intent=${intentId}#/fusion`)
        await seeTimeline({ transport: 'socket' }, 10_000)
        await press('Disconnect')
        await until(() => expect(fusion.counters.socketsOpened).toBe(2), 15_000)
        await seeTimeline({ connection: 'connected', transport: 'socket' }, 10_000)
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 30_000)
        await seeValue({ status: 'completed', via: 'socket' }, 1_000)
        expect(fusion.counters).toMatchObject({ subscribes: { [intentId]: 2 }, violations: 0 })
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('lists intents as they come, holds them while paused, and follows one that is chosen', () =>
      onStage(getPages(), async ({ complaints, fusion, goto, page, press, see, seeCount, seeTimeline }) => {
        await goto('#/fusion')
        const mempool = page.locator('.mempool')
        await see(mempool.locator('.facts[data-transport="socket"]'), 10_000)
        const first = fusion.start('slow-proofs')
        const rows = mempool.locator('[data-slot="ow-feed-item"]')
        await see(rows.first(), 5_000)
        await press('Pause')
        fusion.start('slow-proofs')
        await see(mempool.getByText(/^1 new/), 5_000)
        expect(await rows.count()).toBe(1)
        await rows.first().getByRole('button').click()
        await see(page.locator(`[data-intent="${first.intentId}"]`))
        await seeTimeline({ transport: 'socket' }, 5_000)
        await press('Resume')
        await seeCount(rows, 2, 5_000)
        expect(fusion.counters).toMatchObject({ socketsOpened: 1, subscribesAll: 1 })
        expect(complaints).toEqual([])
      }))

    longTest('goes on with an intent under its new id, and says of others that they are not there', () =>
      onStage(getPages(), async ({ choose, complaints, goto, page, see }) => {
        await goto('?scenario=replaced-id#/fusion')
        await choose('removed')
        await choose('not-found')
        const cardOf = (scenario: string) => page.locator(`.card[data-scenario="${scenario}"]`)
        await see(cardOf('not-found').getByText('The service doesn’t know this intent, or not yet.'))
        await see(cardOf('removed').getByText('The service has removed this intent.'), 10_000)
        await see(cardOf('replaced-id').getByTestId('former-id'), 10_000)
        await see(cardOf('replaced-id').locator('[data-outcome="success"]').first(), 15_000)
        expect(await cardOf('removed').getByTestId('former-id').count()).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('offers every scenario, and keeps all as it is while another tab is open', () =>
      onStage(getPages(), async ({ choose, complaints, fusion, goto, page, see, seeTimeline, until }) => {
        await goto('#/fusion')
        const options = page.getByLabel('Scenario').locator('option')
        await until(async () => (await options.count()) > 0, 10_000)
        const offered = await options.evaluateAll((all) => all.map((option) => option.getAttribute('value')))
        expect(new Set(offered)).toEqual(new Set(Object.keys(fusionScenarios)))
        await choose('slow-proofs')
        await seeTimeline({ transport: 'socket' }, 10_000)
        const tab = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true })
        await tab('Relay').focus()
        await page.keyboard.press('Enter')
        await see(page.getByRole('heading', { name: 'Follow transfers' }))
        expect(await page.locator('[data-service="fusion"]').isVisible()).toBe(false)
        expect(await tab('Relay').getAttribute('aria-current')).toBe('page')
        await tab('Fusion').click()
        await seeTimeline({ transport: 'socket' }, 1_000)
        expect(fusion.counters.socketsOpened).toBe(1)
        expect(complaints).toEqual([])
      }))
  })
}

import type { Browser } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { comeBack, choose, press, seeTimeline, seeValue, timeline } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'

export function describeRelay(getBrowser: () => Browser): void {
  describe.concurrent("the demo's Relay tab", () => {
    test('follows the happy path live, from its choice to success', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        await goto()
        await choose(page, 'happy-path')
        await seeTimeline(page, { transport: 'socket' }, 5_000)
        await seeTimeline(page, { phase: 'processing', transport: 'socket' }, 5_000)
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 10_000)
        await seeValue(page, { status: 'success', via: 'socket' }, 1_000)
        expect(await page.getByRole('link', { name: /^Transaction 0x/ }).count()).toBe(2)
        expect(simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(complaints).toEqual([])
      }))

    test('goes on by polling when the socket is dropped, and reaches the right end', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        await goto('?scenario=happy-path')
        await seeValue(page, { status: 'pending', via: 'socket' }, 8_000)
        await press(page, 'Drop')
        const dropped = Date.now()
        await page.locator('[data-slot="ow-timeline"] [data-slot="ow-connection"]', { hasText: 'Polling' }).waitFor({
          timeout: 3_000,
        })
        await seeValue(page, { via: 'polling' }, 6_000 - (Date.now() - dropped))
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 20_000)
        expect(simulator.counters.socketsOpened).toBe(1)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('opens no socket until it is restored, and is live again then', () =>
      onStage(getBrowser(), async ({ goto, page, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.15 })
        await goto(`?request=${requestId}`)
        await seeTimeline(page, { transport: 'socket' }, 5_000)
        await press(page, 'Drop')
        await seeTimeline(page, { transport: 'polling' }, 3_000)
        await seeValue(page, { status: 'pending', via: 'polling' }, 32_000)
        expect(simulator.counters.socketsRefused).toBeGreaterThan(0)
        expect(simulator.counters.socketsOpened).toBe(1)

        await press(page, 'Restore socket')
        await comeBack(page)
        await seeTimeline(page, { transport: 'socket' }, 10_000)
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 40_000)
        await seeValue(page, { status: 'success', via: 'socket' }, 1_000)
        expect(simulator.counters).toMatchObject({ socketsOpened: 2, subscribes: { [requestId]: 2 } })
      }))

    test('shows the right end within 30 s though the socket is frozen', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        await goto()
        await choose(page, 'happy-path')
        await seeValue(page, { status: 'pending', via: 'socket' }, 8_000)
        await press(page, 'Freeze')
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 30_000)
        await seeValue(page, { status: 'success', via: 'polling' }, 1_000)
        expect(simulator.counters.socketsOpened).toBe(1)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('finds a frozen socket within 30 s while there is more to come, and polls', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.12 })
        await goto(`?request=${requestId}`)
        await seeTimeline(page, { transport: 'socket' }, 5_000)
        await press(page, 'Freeze')
        await page.locator('[data-code="SOCKET_SILENT"]').waitFor({ timeout: 30_000 })
        await seeTimeline(page, { transport: 'polling' }, 3_000)
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 40_000)
        await seeValue(page, { status: 'success', via: 'polling' }, 1_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('shows a failure as provisional while a refund may follow, and then the refund', () =>
      onStage(getBrowser(), async ({ complaints, goto, page }) => {
        await goto()
        await choose(page, 'refund-after-failure')
        await seeTimeline(page, { phase: 'provisional', outcome: 'failure' }, 10_000)
        await page.getByText('Failed, refund possible').first().waitFor()
        await seeTimeline(page, { phase: 'settled', outcome: 'refund' }, 10_000)
        expect(await timeline(page).innerText()).toContain('Refunded')
        expect(complaints).toEqual([])
      }))

    test('asks once more for a key that is refused, then stops, says so and polls', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        await goto('?scenario=refused-key')
        await seeTimeline(page, { connection: 'disconnected', reason: 'refused', transport: 'polling' }, 15_000)
        expect(await timeline(page).innerText()).toContain('Connection refused · Polling')
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 25_000)
        await seeValue(page, { status: 'success', via: 'polling' }, 1_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('2')
        expect(simulator.counters.socketsOpened).toBe(2)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('stays refused until it is told to reconnect', () =>
      onStage(getBrowser(), async ({ goto, page, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.15 })
        await goto(`?request=${requestId}`)
        await seeTimeline(page, { transport: 'socket' }, 5_000)
        await press(page, 'Refuse key')
        await seeTimeline(page, { reason: 'refused', transport: 'polling' }, 15_000)
        await press(page, 'Restore socket')
        await page.waitForTimeout(3_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('2')
        await page.getByRole('group', { name: 'Socket' }).getByRole('button', { name: 'Reconnect' }).click()
        await seeTimeline(page, { connection: 'connected', transport: 'socket' }, 5_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('3')
      }))

    test('keeps what it knows while neither socket nor REST answers, says so, and catches up', () =>
      onStage(getBrowser(), async ({ complaints, goto, page }) => {
        await goto('?scenario=happy-path')
        await seeValue(page, { status: 'pending' }, 8_000)
        await press(page, 'Break REST')
        await press(page, 'Drop')
        await page.locator('[data-slot="ow-notice"]').waitFor({ timeout: 15_000 })
        await seeTimeline(page, { phase: 'processing' }, 1_000)
        await press(page, 'Restore REST')
        await press(page, 'Restore socket')
        await seeTimeline(page, { phase: 'settled', outcome: 'success' }, 45_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('serves several requests by one socket', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, simulator }) => {
        await goto()
        for (const scenario of ['happy-path', 'same-chain', 'gasless', 'failure', 'solana-origin'])
          await choose(page, scenario)
        const ended = page.locator('[data-slot="ow-timeline"][data-outcome]')
        await vi.waitFor(async () => expect(await ended.count()).toBe(5), 15_000)
        expect(simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(Object.values(simulator.counters.subscribes)).toEqual([1, 1, 1, 1, 1])
        expect(complaints).toEqual([])
      }))
  })
}

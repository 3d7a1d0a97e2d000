import { describe, expect, test } from 'vitest'
import { comeBack, timeline } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

export function describeRelay(getPages: () => StagePages): void {
  describe.concurrent("The demo's Relay tab", () => {
    test('follows the happy path live, from its choice to success', () =>
      onStage(getPages(), async ({ choose, complaints, goto, page, seeTimeline, seeValue, simulator }) => {
        await goto()
        await choose('happy-path')
        await seeTimeline({ transport: 'socket' }, 5_000)
        await seeTimeline({ phase: 'processing', transport: 'socket' }, 5_000)
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 10_000)
        await seeValue({ status: 'success', via: 'socket' }, 1_000)
        expect(await page.getByRole('link', { name: /^Transaction 0x/ }).count()).toBe(2)
        expect(simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(complaints).toEqual([])
      }))

    test('goes on by polling when the socket is dropped, and reaches the right end', () =>
      onStage(getPages(), async ({ complaints, goto, now, page, press, see, seeTimeline, seeValue, simulator }) => {
        await goto('?scenario=happy-path')
        await seeValue({ status: 'pending', via: 'socket' }, 8_000)
        await press('Drop')
        const dropped = now()
        await see(page.locator('[data-slot="ow-timeline"] [data-slot="ow-connection"]', { hasText: 'Polling' }), 3_000)
        await seeValue({ via: 'polling' }, 6_000 - (now() - dropped))
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 20_000)
        expect(simulator.counters.socketsOpened).toBe(1)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    longTest('opens no socket until it is restored, and is live again then', () =>
      onStage(getPages(), async ({ goto, page, press, seeTimeline, seeValue, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.15 })
        await goto(`?request=${requestId}`)
        await seeTimeline({ transport: 'socket' }, 5_000)
        await press('Drop')
        await seeTimeline({ transport: 'polling' }, 3_000)
        await seeValue({ status: 'pending', via: 'polling' }, 32_000)
        expect(simulator.counters.socketsRefused).toBeGreaterThan(0)
        expect(simulator.counters.socketsOpened).toBe(1)

        await press('Restore socket')
        await comeBack(page)
        await seeTimeline({ transport: 'socket' }, 10_000)
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 40_000)
        await seeValue({ status: 'success', via: 'socket' }, 1_000)
        expect(simulator.counters).toMatchObject({ socketsOpened: 2, subscribes: { [requestId]: 2 } })
      }),
    )

    longTest('shows the right end within 30 s though the socket is frozen', () =>
      onStage(getPages(), async ({ choose, complaints, goto, press, seeTimeline, seeValue, simulator }) => {
        await goto()
        await choose('happy-path')
        await seeValue({ status: 'pending', via: 'socket' }, 8_000)
        await press('Freeze')
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 30_000)
        await seeValue({ status: 'success', via: 'polling' }, 1_000)
        expect(simulator.counters.socketsOpened).toBe(1)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('finds a frozen socket within 30 s while there is more to come, and polls', () =>
      onStage(getPages(), async ({ complaints, goto, page, press, see, seeTimeline, seeValue, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.12 })
        await goto(`?request=${requestId}`)
        await seeTimeline({ transport: 'socket' }, 5_000)
        await press('Freeze')
        await see(page.locator('[data-code="SOCKET_SILENT"]'), 30_000)
        await seeTimeline({ transport: 'polling' }, 3_000)
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 40_000)
        await seeValue({ status: 'success', via: 'polling' }, 1_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('shows a failure as provisional while a refund may follow, and then the refund', () =>
      onStage(getPages(), async ({ choose, complaints, goto, page, see, seeTimeline }) => {
        await goto()
        await choose('refund-after-failure')
        await seeTimeline({ phase: 'provisional', outcome: 'failure' }, 10_000)
        await see(page.getByText('Failed, refund possible').first())
        await seeTimeline({ phase: 'settled', outcome: 'refund' }, 10_000)
        expect(await timeline(page).innerText()).toContain('Refunded')
        expect(complaints).toEqual([])
      }))

    longTest('asks once more for a key that is refused, then stops, says so and polls', () =>
      onStage(getPages(), async ({ complaints, goto, page, seeTimeline, seeValue, simulator }) => {
        await goto('?scenario=refused-key')
        await seeTimeline({ connection: 'disconnected', reason: 'refused', transport: 'polling' }, 15_000)
        expect(await timeline(page).innerText()).toContain('Connection refused · Polling')
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 25_000)
        await seeValue({ status: 'success', via: 'polling' }, 1_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('2')
        expect(simulator.counters.socketsOpened).toBe(2)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('stays refused until it is told to reconnect', () =>
      onStage(getPages(), async ({ click, goto, page, pass, press, seeTimeline, simulator }) => {
        const { requestId } = simulator.start('happy-path', { speed: 0.15 })
        await goto(`?request=${requestId}`)
        await seeTimeline({ transport: 'socket' }, 5_000)
        await press('Refuse key')
        await seeTimeline({ reason: 'refused', transport: 'polling' }, 15_000)
        await press('Restore socket')
        await pass(3_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('2')
        await click(page.getByRole('group', { name: 'Socket' }).getByRole('button', { name: 'Reconnect' }))
        await seeTimeline({ connection: 'connected', transport: 'socket' }, 5_000)
        expect(await page.getByTestId('keys').getAttribute('data-count')).toBe('3')
      }),
    )

    longTest('keeps what it knows while neither socket nor REST answers, says so, and catches up', () =>
      onStage(getPages(), async ({ complaints, goto, page, press, see, seeTimeline, seeValue }) => {
        await goto('?scenario=happy-path')
        await seeValue({ status: 'pending' }, 8_000)
        await press('Break REST')
        await press('Drop')
        await see(page.locator('[data-slot="ow-notice"]'), 15_000)
        await seeTimeline({ phase: 'processing' }, 1_000)
        await press('Restore REST')
        await press('Restore socket')
        await seeTimeline({ phase: 'settled', outcome: 'success' }, 45_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    longTest('serves several requests by one socket', () =>
      onStage(getPages(), async ({ choose, complaints, goto, page, seeCount, simulator }) => {
        await goto()
        for (const scenario of ['happy-path', 'same-chain', 'gasless', 'failure', 'solana-origin'])
          await choose(scenario)
        const ended = page.locator('.cards [data-slot="ow-timeline"][data-outcome]')
        await seeCount(ended, 5, 15_000)
        expect(simulator.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(Object.values(simulator.counters.subscribes)).toEqual([1, 1, 1, 1, 1])
        expect(complaints).toEqual([])
      }),
    )
  })
}

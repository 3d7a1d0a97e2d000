import { webhookRelayScenarios } from 'onwire/testing'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { onMachineTime, onStage, type Stage, withoutBrokenLinks } from './support/stage.js'
import type { StagePages } from './support/stagePages.js'
import { longTest } from './support/longTest.js'

export function describeWebhookRelay(getPages: () => StagePages): void {
  describe.concurrent("The demo's Webhook Relay tab", () => {
    test('says why a bucket may be empty, then shows what is sent, and nothing of its secrets reaches the page', () =>
      onStage(getPages(), async (stage) => {
        const { complaints, goto, origin, page, press, see, webhookRelay } = stage
        const told: Promise<string>[] = []
        // An event stream has no end to wait for: its frames are on the page.
        page.on('response', (response) => {
          if (!response.url().endsWith('/events')) told.push(response.text().catch(() => ''))
        })
        await goto('?bucket=orders#/webhook-relay')
        await see(page.getByText(/^No webhooks yet\. A bucket that has only public outputs/), 10_000)
        await seeLive(stage)
        for (const kind of ['JSON', 'Form', 'Bytes', 'Unknown type', 'Nothing']) await press(kind)
        await seeItems(stage, 5)
        const json = page.locator('[data-slot="ow-feed-item"]', { hasText: '"order.paid"' })
        await json.locator('summary').first().click()
        await json.locator('summary').nth(1).click()
        await see(json.getByText('X-Hub-Signature-256'))
        expect(await json.innerText()).toMatch(/X-Hub-Signature-256\s+hidden by the server/)
        await page.locator('summary', { hasText: 'Frames' }).click()

        const secrets = webhookRelay.truth().flatMap(({ headers }) => {
          const named = Object.entries(headers).filter(([name]) => /^(authorization|x-hub-signature-256)$/i.test(name))
          return named.flatMap(([, values]) => values.map((value) => value.replace(/^(Bearer |sha256=)/, '')))
        })
        expect(secrets).toHaveLength(10)
        const all = [...(await Promise.all(told)), await page.content()].join(' ')
        expect(secrets.filter((secret) => all.includes(secret))).toEqual([])

        const account = encodeURIComponent(JSON.stringify({ protocol: 'webhook-relay', topic: { kind: 'webhooks' } }))
        expect((await fetch(`${origin}/api/onwire/snapshot?topic=${account}`)).status).toBe(403)
        expect(webhookRelay.counters).toMatchObject({ socketsOpened: 1, violations: 0 })
        expect(complaints).toEqual([])
      }))

    longTest('shows what nobody could tell as a gap, and then every webhook once', () =>
      onMachineTime(getPages(), async (stage) => {
        const { complaints, goto, page, press, see, until, webhookRelay } = stage
        await goto('?bucket=orders#/webhook-relay')
        await seeLive(stage)
        await press('JSON')
        await seeItems(stage, 1)
        await press('Break REST')
        await press('Drop')
        await until(() => expect(webhookRelay.counters.socketsOpen).toBe(0))
        await press('Burst of 200')
        await press('Restore socket')
        await until(() => expect(webhookRelay.counters.socketsOpen).toBe(1), 60_000)
        await press('Text')
        await see(page.locator('[data-slot="ow-feed-gap"]'), 60_000)

        await press('Restore REST')
        const gap = page.locator('[data-slot="ow-feed-gap"]')
        // What isn't asked for by itself is offered to be loaded.
        await until(async () => {
          const load = gap.getByRole('button')
          if ((await load.count()) > 0) await load.first().click()
          expect(await gap.count()).toBe(0)
        }, 60_000)
        // Each item says how many there are: the log was read to its end.
        await see(feedOf(page).locator('[aria-setsize="202"]').first(), 60_000)
        expect(await gap.count()).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }),
    )

    test('comes back after the bridge’s process has ended, with every webhook once', () =>
      onStage(getPages(), async (stage) => {
        const { bridge, complaints, goto, press, until } = stage
        await goto('?bucket=orders#/webhook-relay')
        await seeLive(stage)
        await press('JSON')
        await seeItems(stage, 1)
        await press('Restart')
        await press('Form')
        await until(() => expect(bridge.faults.state().processes).toBe(2))
        await seeItems(stage, 2, 20_000)
        await seeLive(stage)
        await press('Text')
        await seeItems(stage, 3, 20_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('offers every scenario, and fits 320 px', () =>
      onStage(
        getPages(),
        async ({ goto, page, see }) => {
          for (const query of ['?scenario=odd-contents#/webhook-relay', '?dir=rtl&scenario=steady#/webhook-relay']) {
            await goto(query)
            await see(page.locator('[data-slot="ow-feed-row"]').nth(5), 15_000)
            await page.locator('[data-slot="ow-feed-item"] summary').first().click()
            await page.locator('summary', { hasText: 'header' }).first().click()
            await page.locator('summary', { hasText: 'Frames' }).click()
            expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0)
          }
          const options = page.getByLabel('Scenario').locator('option')
          const offered = await options.evaluateAll((all) => all.map((option) => option.getAttribute('value')))
          expect(new Set(offered)).toEqual(new Set(Object.keys(webhookRelayScenarios)))
        },
        { width: 320, height: 640 },
      ))
  })
}

function seeLive({ page, see }: Stage): Promise<void> {
  return see(feedOf(page).locator('[data-slot="ow-connection"]', { hasText: 'Live' }), 15_000)
}

function seeItems({ page, seeCount }: Stage, count: number, limitMs = 10_000): Promise<void> {
  return seeCount(feedOf(page).locator('[data-slot="ow-feed-item"]'), count, limitMs)
}

function feedOf(page: Page): Locator {
  return page.locator('[data-slot="ow-feed"]')
}

import { webhookRelayScenarios } from 'onwire/testing'
import type { Browser, Locator, Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { press } from './support/page.js'
import { onStage, withoutBrokenLinks } from './support/stage.js'

export function describeWebhookRelay(getBrowser: () => Browser): void {
  describe.concurrent("the demo's Webhook Relay tab", () => {
    test('says why a bucket may be empty, then shows what is sent, and nothing of its secrets reaches the page', () =>
      onStage(getBrowser(), async ({ complaints, goto, origin, page, webhookRelay }) => {
        const told: Promise<string>[] = []
        // An event stream has no end to wait for: its frames are on the page.
        page.on('response', (response) => {
          if (!response.url().endsWith('/events')) told.push(response.text().catch(() => ''))
        })
        await goto('?bucket=orders#/webhook-relay')
        await page.getByText(/^No webhooks yet\. A bucket that has only public outputs/).waitFor({ timeout: 10_000 })
        await seeLive(page)
        for (const kind of ['JSON', 'Form', 'Bytes', 'Unknown type', 'Nothing']) await press(page, kind)
        await seeItems(page, 5)
        const json = page.locator('[data-slot="ow-feed-item"]', { hasText: '"order.paid"' })
        await json.locator('summary').click()
        await json.getByText('X-Hub-Signature-256').waitFor()
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

    test('shows what nobody could tell as a gap, and then every webhook once', () =>
      onStage(getBrowser(), async ({ complaints, goto, page, webhookRelay }) => {
        await goto('?bucket=orders#/webhook-relay')
        await seeLive(page)
        await press(page, 'JSON')
        await seeItems(page, 1)
        await press(page, 'Break REST')
        await press(page, 'Drop')
        await vi.waitFor(() => expect(webhookRelay.counters.socketsOpen).toBe(0))
        await press(page, 'Burst of 200')
        await press(page, 'Restore socket')
        await vi.waitFor(() => expect(webhookRelay.counters.socketsOpen).toBe(1), 40_000)
        await press(page, 'Text')
        await page.locator('[data-slot="ow-feed-gap"]').waitFor({ timeout: 15_000 })

        await press(page, 'Restore REST')
        const gap = page.locator('[data-slot="ow-feed-gap"]')
        // What isn't asked for by itself is offered to be loaded.
        await vi.waitFor(
          async () => {
            const load = gap.getByRole('button')
            if ((await load.count()) > 0) await load.first().click({ timeout: 1_000 })
            expect(await gap.count()).toBe(0)
          },
          { timeout: 40_000, interval: 1_000 },
        )
        // Each item says how many there are: the log was read to its end.
        await feedOf(page).locator('[aria-setsize="202"]').first().waitFor({ timeout: 15_000 })
        expect(await gap.count()).toBe(0)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('comes back after the bridge’s process has ended, with every webhook once', () =>
      onStage(getBrowser(), async ({ bridge, complaints, goto, page }) => {
        await goto('?bucket=orders#/webhook-relay')
        await seeLive(page)
        await press(page, 'JSON')
        await seeItems(page, 1)
        await press(page, 'Restart')
        await press(page, 'Form')
        await vi.waitFor(() => expect(bridge.faults.state().processes).toBe(2))
        await seeItems(page, 2, 20_000)
        await seeLive(page)
        await press(page, 'Text')
        await seeItems(page, 3, 20_000)
        expect(withoutBrokenLinks(complaints)).toEqual([])
      }))

    test('offers every scenario, and fits 320 px', () =>
      onStage(
        getBrowser(),
        async ({ goto, page }) => {
          for (const query of ['?scenario=odd-contents#/webhook-relay', '?dir=rtl&scenario=steady#/webhook-relay']) {
            await goto('about:blank')
            await goto(query)
            await page.locator('[data-slot="ow-feed-row"]').nth(5).waitFor({ timeout: 15_000 })
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

async function seeLive(page: Page): Promise<void> {
  await feedOf(page).locator('[data-slot="ow-connection"]', { hasText: 'Live' }).waitFor({ timeout: 15_000 })
}

async function seeItems(page: Page, count: number, timeout = 10_000): Promise<void> {
  const items = feedOf(page).locator('[data-slot="ow-feed-item"]')
  await vi.waitFor(async () => expect(await items.count()).toBe(count), timeout)
}

function feedOf(page: Page): Locator {
  return page.locator('[data-slot="ow-feed"]')
}

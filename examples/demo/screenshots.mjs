// @ts-check
/**
 * Takes pictures of the demo into `test/.output/demo`, and the README's own beside this file:
 * `node examples/demo/screenshots.mjs`. It needs a browser, as the tests do.
 */
import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { browserArgs, ensureBrowser } from '../../test/support/browser.mjs'
import { buildDemo, serveDemo } from './server/buildDemo.mjs'
import { startSimulators } from './server/startSimulators.mjs'
import { toConfig } from './server/toConfig.mjs'

const folder = fileURLToPath(new URL('../../test/.output/demo/', import.meta.url))
const readmePath = fileURLToPath(new URL('screenshot.png', import.meta.url))
mkdirSync(folder, { recursive: true })

const wide = { width: 1280, height: 860 }
const tall = { width: 1280, height: 1500 }
const narrow = { width: 320, height: 720 }

/** @typedef {{ name: string, query: string, size: { width: number, height: number }, act?: (page: import('playwright-core').Page) => Promise<void>, scale?: number, path?: string }} Shot */

/** @type {readonly Shot[]} */
const shots = [
  { name: 'empty-light', query: '?theme=light', size: wide },
  { name: 'happy-dark', query: '?theme=dark&scenario=happy-path', size: wide, act: (page) => settled(page) },
  { name: 'happy-320', query: '?theme=light&scenario=happy-path', size: narrow, act: (page) => settled(page) },
  { name: 'rtl-dark', query: '?theme=dark&dir=rtl&scenario=failure', size: wide, act: (page) => settled(page) },
  { name: 'wrong-name', query: '?theme=light&scenario=nonsense', size: wide },
  { name: 'mid-drop-light', query: '?theme=light', size: wide, act: midDrop },
  { name: 'mid-drop-dark', query: '?theme=dark', size: wide, act: midDrop },
  { name: 'mid-drop-320', query: '?theme=dark', size: narrow, act: midDrop },
  {
    name: 'readme',
    query: '?theme=light',
    size: { width: 960, height: 356 },
    act: glance,
    scale: 2,
    path: readmePath,
  },
  { name: 'zoom', query: '?theme=light', size: wide, act: midDrop, scale: 2 },
  { name: 'fusion-light', query: '?theme=light#/fusion', size: tall, act: mempool },
  { name: 'fusion-drop-dark', query: '?theme=dark#/fusion', size: tall, act: mempoolDown },
  { name: 'fusion-320', query: '?theme=light#/fusion', size: narrow, act: mempoolDown },
  { name: 'fusion-rtl', query: '?theme=dark&dir=rtl&scenario=replaced-id#/fusion', size: tall, act: settled },
  { name: 'covalent-light', query: '?theme=light&scenario=steady#/covalent', size: tall, act: logs },
  { name: 'covalent-reorg-dark', query: '?theme=dark&scenario=steady#/covalent', size: tall, act: reorganised },
  { name: 'covalent-drop', query: '?theme=light&scenario=steady#/covalent', size: tall, act: cutOff },
  { name: 'covalent-320', query: '?theme=light&scenario=steady#/covalent', size: narrow, act: reorganised },
  { name: 'covalent-rtl', query: '?theme=dark&dir=rtl&scenario=steady#/covalent', size: tall, act: logs },
  { name: 'bridge-light', query: '?theme=light&scenario=happy-path#/bridge', size: tall, act: settledTwice },
  { name: 'bridge-drop-dark', query: '?theme=dark#/bridge', size: tall, act: socketsDown },
  { name: 'bridge-away', query: '?theme=light#/bridge', size: tall, act: bridgeAway },
  { name: 'bridge-320', query: '?theme=light#/bridge', size: narrow, act: socketsDown },
  { name: 'bridge-rtl', query: '?theme=dark&dir=rtl&scenario=failure#/bridge', size: tall, act: settled },
  { name: 'webhooks-light', query: '?theme=light&scenario=odd-contents#/webhook-relay', size: tall, act: webhooks },
  { name: 'webhooks-drop-dark', query: '?theme=dark&scenario=steady#/webhook-relay', size: tall, act: webhooksDown },
  { name: 'webhooks-gap', query: '?theme=light&bucket=orders#/webhook-relay', size: tall, act: webhookGap },
  { name: 'webhooks-empty', query: '?theme=light&bucket=quiet#/webhook-relay', size: wide, act: empty },
  { name: 'webhooks-320', query: '?theme=light&scenario=odd-contents#/webhook-relay', size: narrow, act: webhooks },
  {
    name: 'webhooks-rtl',
    query: '?theme=dark&dir=rtl&scenario=odd-contents#/webhook-relay',
    size: tall,
    act: webhooks,
  },
  { name: 'refused', query: '?theme=light&scenario=refused-key', size: wide, act: (page) => page.waitForTimeout(4000) },
]

/** @param {import('playwright-core').Page} page */
async function settled(page) {
  await page.locator('[data-phase="settled"], [data-phase="provisional"]').first().waitFor()
  await page.waitForTimeout(600)
}

async function settledTwice(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-side="bridge"] [data-slot="ow-timeline"][data-phase="settled"]').waitFor()
  await page.waitForTimeout(1500)
}

/** The sockets cut, on both sides: webhooks go on. */
async function socketsDown(/** @type {import('playwright-core').Page} */ page) {
  await start(page, 'refund-after-failure')
  await page.waitForTimeout(1500)
  await press(page, 'Drop')
  await press(page, 'Send thrice')
  await page.locator('[data-side="socket"] [data-transport="polling"]').first().waitFor()
  await page.locator('[data-outcome="DUPLICATE"]').first().waitFor()
  await page.waitForTimeout(1500)
}

async function bridgeAway(/** @type {import('playwright-core').Page} */ page) {
  await start(page, 'refund-after-failure')
  await page.waitForTimeout(1500)
  await press(page, 'Stop')
  await page.locator('[data-side="bridge"] [data-slot="ow-notice"]').first().waitFor()
  await page.waitForTimeout(700)
}

async function webhooks(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-slot="ow-feed-item"]').nth(3).waitFor()
  await page.waitForTimeout(5000)
  await page.locator('[data-slot="ow-feed-item"] summary').first().click()
  await page.waitForTimeout(300)
}

/** The bridge's socket cut, and webhooks that go on. */
async function webhooksDown(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-slot="ow-feed-item"]').nth(3).waitFor()
  await press(page, 'Drop')
  await press(page, 'Form')
  await press(page, 'Bytes')
  await page.waitForTimeout(5000)
}

/** What nobody could tell meanwhile. */
async function webhookGap(/** @type {import('playwright-core').Page} */ page) {
  await empty(page)
  await press(page, 'JSON')
  await page.locator('[data-slot="ow-feed-item"]').first().waitFor()
  await press(page, 'Break REST')
  await press(page, 'Drop')
  await press(page, 'Burst of 200')
  await page.waitForTimeout(2500)
  await press(page, 'Restore socket')
  await page.waitForTimeout(6000)
  await press(page, 'Text')
  await page.locator('[data-slot="ow-feed-gap"]').waitFor()
  await page.waitForTimeout(1000)
}

async function empty(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('.facts[data-transport="socket"]').waitFor()
  await page.waitForTimeout(500)
}

/** An intent that is done, one under way, and a crowd. */
async function mempool(/** @type {import('playwright-core').Page} */ page) {
  await start(page, 'happy-path')
  await page.waitForTimeout(2500)
  await start(page, 'busy-mempool')
  await page.waitForTimeout(6500)
}

/** The same, and the socket cut. */
async function mempoolDown(/** @type {import('playwright-core').Page} */ page) {
  await mempool(page)
  await press(page, 'Drop')
  await page.locator('.mempool [data-stale="true"]').first().waitFor()
  await page.waitForTimeout(4500)
}

async function logs(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-slot="ow-feed-row"]').nth(4).waitFor()
  await page.waitForTimeout(4000)
  await page.locator('summary', { hasText: 'Follow-up' }).click()
  await compare(page)
}

async function reorganised(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-slot="ow-feed-row"]').nth(4).waitFor()
  await page.waitForTimeout(6000)
  await press(page, 'Re-org 6 blocks')
  await page.locator('.values li[data-status*="removed"]').first().waitFor({ timeout: 40_000 })
  await press(page, 'Pause')
  const viewport = page.locator('[data-slot="ow-feed-viewport"]')
  for (let step = 0; step < 60 && (await page.locator('[data-removed]').count()) === 0; step += 1) {
    await viewport.evaluate((element) => element.scrollBy({ top: 200 }))
    await page.waitForTimeout(50)
  }
  await page.locator('[data-removed]').first().scrollIntoViewIfNeeded()
  await compare(page)
}

/** The socket cut, and five hundred blocks later. */
async function cutOff(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-slot="ow-feed-row"]').nth(4).waitFor()
  await press(page, 'Drop')
  await press(page, 'Break REST')
  await press(page, 'Mine 500 blocks')
  await page.locator('[data-slot="ow-notice"]').waitFor({ timeout: 20_000 })
  await compare(page)
}

async function compare(/** @type {import('playwright-core').Page} */ page) {
  await press(page, 'Compare with the chain')
  await page.locator('[data-same]').waitFor()
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 */
async function press(page, name) {
  await page.getByRole('button', { name, exact: true }).first().click()
}

/** One transfer under way, large, and beside it all of them on a line each. */
async function glance(/** @type {import('playwright-core').Page} */ page) {
  for (const scenario of ['refund-after-failure', 'happy-path', 'abandoned-quote', 'late-refund'])
    await start(page, scenario)
  await page.locator('.glance [data-slot="ow-timeline"][data-outcome="success"]').first().waitFor()
  await page.locator('.glance [data-slot="ow-timeline"][data-outcome="refund"]').first().waitFor()
  await start(page, 'happy-path')
  await page.locator('.cards > li:first-child [data-step="fill"] [data-state="current"]').first().waitFor()
  await page.addStyleTag({ content: onlyCards })
  await page.evaluate(() => window.scrollTo(0, 0))
}

/** Three requests under way, and the socket cut. */
async function midDrop(/** @type {import('playwright-core').Page} */ page) {
  await start(page, 'refund-after-failure')
  await page.waitForTimeout(3400)
  await start(page, 'happy-path')
  await page.waitForTimeout(2600)
  await start(page, 'gasless')
  await page.waitForTimeout(1500)
  await page.getByRole('button', { name: 'Drop' }).click()
  await page.locator('[data-transport="polling"]').first().waitFor()
  await page.waitForTimeout(700)
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} scenario
 */
async function start(page, scenario) {
  await page.getByLabel('Scenario').selectOption(scenario)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
}

const onlyCards = `
  .header, .intro, .side, .cards > li:not(:first-child), .main > :not(.cards, .card),
  .cards .card > :not(.card-inner) { display: none !important }
  .page { padding: 1.5rem }
  .columns, .cards { display: block }
  .main { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); align-items: start }
`

const only = process.argv.slice(2)
await buildDemo()
const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })

for (const { act, name, query, scale = 1, size, path = `${folder}${name}.png` } of shots) {
  if (only.length > 0 && !only.includes(name)) continue
  const simulators = await startSimulators()
  const demo = await serveDemo(toConfig(simulators), simulators.bridge, simulators.relay?.simulator.webhooks)
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: scale })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(`  [${name}] ${error}`))
  const [search, hash = ''] = query.split('#')
  await page.goto(`${demo.url}${search}#${hash}`)
  await page.getByRole('main').waitFor()
  await act?.(page)
  await page.screenshot({ path, fullPage: size === narrow })
  console.log(path)
  await context.close()
  await demo.close()
  await simulators.close()
}
await browser.close()

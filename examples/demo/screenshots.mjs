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
import { startSimulator } from './server/startSimulator.mjs'

const folder = fileURLToPath(new URL('../../test/.output/demo/', import.meta.url))
const readmePath = fileURLToPath(new URL('screenshot.png', import.meta.url))
mkdirSync(folder, { recursive: true })

const wide = { width: 1280, height: 860 }
const narrow = { width: 320, height: 720 }

/** @typedef {{ name: string, query: string, size: { width: number, height: number }, act?: (page: import('playwright-core').Page) => Promise<void>, scale?: number, path?: string, play?: ('late-refund' | 'gasless')[] }} Shot */

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
    size: { width: 1200, height: 800 },
    play: ['late-refund', 'gasless'],
    act: polled,
    path: readmePath,
  },
  { name: 'zoom', query: '?theme=light', size: wide, act: midDrop, scale: 2 },
  { name: 'refused', query: '?theme=light&scenario=refused-key', size: wide, act: (page) => page.waitForTimeout(4000) },
]

/** @param {import('playwright-core').Page} page */
async function settled(page) {
  await page.locator('[data-phase="settled"], [data-phase="provisional"]').first().waitFor()
  await page.waitForTimeout(600)
}

/** Two requests, one of which has failed, and the socket cut. */
async function polled(/** @type {import('playwright-core').Page} */ page) {
  await page.locator('[data-phase="provisional"]').first().waitFor()
  await page.getByRole('button', { name: 'Drop' }).click()
  await page.locator('.values [data-status="submitted"][data-via="polling"]').first().waitFor()
  await page.waitForTimeout(700)
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
  await page.getByRole('button', { name: 'Start' }).click()
}

const only = process.argv.slice(2)
await buildDemo()
const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })

for (const { act, name, play = [], query, scale = 1, size, path = `${folder}${name}.png` } of shots) {
  if (only.length > 0 && !only.includes(name)) continue
  const simulator = await startSimulator({})
  const demo = await serveDemo({ mode: 'simulator', wsUrl: simulator.wsUrl, apiUrl: simulator.url })
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: scale })
  const page = await context.newPage()
  page.on('pageerror', (error) => console.log(`  [${name}] ${error}`))
  const ids = play.map((scenario) => simulator.simulator.start(scenario, { speed: 0.4 }).requestId)
  await page.goto(`${demo.url}${query}${ids.map((id) => `&request=${id}`).join('')}`)
  await page.getByRole('main').waitFor()
  await act?.(page)
  await page.screenshot({ path, fullPage: size === narrow })
  console.log(path)
  await context.close()
  await demo.close()
  await simulator.close()
}
await browser.close()

/** Set-up of the end-to-end tests: whatever their pages load, say and show is written down, whichever test opens them. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll } from 'vitest'
import { flush, record } from './recorder.js'

const folder = process.env['ONWIRE_RECORDED'] ?? ''
const entry = fileURLToPath(new URL('recordPage.ts', import.meta.url))
const script = build({
  configFile: false,
  logLevel: 'error',
  build: { write: false, lib: { entry, formats: ['iife'], name: 'onwireRecordPage' } },
}).then((result) => {
  const [output] = [result].flat()
  return output && 'output' in output ? output.output[0].code : ''
})

const launch = chromium.launch.bind(chromium)
chromium.launch = async (options) => {
  const browser = await launch(options)
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (choices) => watch(await newContext(choices))
  // Its context is the page's own, and closed with it.
  browser.newPage = async (choices) => (await browser.newContext(choices)).newPage()
  before(browser, async () => void (await Promise.all(browser.contexts().map(readPages))))
  return browser
}

async function watch(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript({ content: await script })
  context.on('console', (message) => record('console', message.text()))
  context.on('weberror', (error) => record('console', error.error().stack ?? String(error.error())))
  context.on('response', (response) => {
    if (!['script', 'stylesheet', 'document'].includes(response.request().resourceType())) return
    // A page that is closed meanwhile has no body to give.
    response.body().then(keepScript, () => {})
  })
  context.on('page', readBeforeLeaving)
  before(context, () => readPages(context))
  return context
}

/** A page that is used again shows what one test left until it goes elsewhere. */
function readBeforeLeaving(page: Page): void {
  const goto = page.goto.bind(page)
  page.goto = async (url, options) => {
    await readPage(page)
    return goto(url, options)
  }
}

/** What is shown is read before it is gone. */
function before(closable: Browser | BrowserContext, work: () => Promise<void>): void {
  const close = closable.close.bind(closable)
  closable.close = async (options) => {
    await work()
    await close(options)
  }
}

async function readPages(context: BrowserContext): Promise<void> {
  for (const page of context.pages()) await readPage(page)
}

async function readPage(page: Page): Promise<void> {
  try {
    record('pages', await page.content())
    const shown = await page.evaluate<string[]>('globalThis.readShown?.() ?? []')
    for (const text of shown) record('components', text)
  } catch {
    // It has crashed or is closed: nothing is shown.
  }
}

function keepScript(body: Buffer): void {
  mkdirSync(`${folder}/scripts`, { recursive: true })
  writeFileSync(`${folder}/scripts/${createHash('sha256').update(body).digest('hex').slice(0, 16)}.txt`, body)
}

afterAll(flush)

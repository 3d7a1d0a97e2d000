import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPage, type Site } from '../e2e/bridge/buildPage.js'
import { browserArgs, ensureBrowser } from '../support/browser.mjs'
import { type Cell, type Leg, runCell } from './runCell.js'
import { serviceNames } from './services.js'

const isFull = process.env['ONWIRE_FAULTS'] === 'full'
const report = new URL('../.output/faults.jsonl', import.meta.url)

const faults = isFull ? (['cut', 'refuse', 'restart', 'stall', 'delay'] as const) : (['cut'] as const)
const legs: readonly Leg[] = isFull ? ['socket', 'service', 'page', 'upstream'] : ['service', 'page']
/** Long enough for a silence to be found out. */
const holdMs = isFull ? 50_000 : 2_000
/** A link that brings nothing is doubted after 32 s at most, once a request has failed; 4 s are the machine's. */
const mayBeBehindMs = 36_000

/** What the bridge doesn't tell yet, by leg and fault. */
const known: readonly string[] = []

const cells: readonly Cell[] = serviceNames.flatMap((service) =>
  legs.flatMap((leg) => faults.map((fault) => ({ service, leg, fault }))),
)

let browser: Browser
let site: Site

beforeAll(async () => {
  site = await buildPage(new URL('./page', import.meta.url))
  browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })
  mkdirSync(new URL('.', report), { recursive: true })
  writeFileSync(report, '')
}, 120_000)
afterAll(() => browser.close())

describe.concurrent('What a page shows while a line breaks is true, or it says that it isn’t up to date', () => {
  for (const cell of cells) {
    const name = `${cell.service}, ${cell.leg}, ${cell.fault}`
    const fails = known.includes(`${cell.leg} ${cell.fault}`)
    test(`${name}: nothing is claimed wrongly`, { fails, timeout: 240_000 }, async () => {
      const verdict = await runCell(browser, site, cell, holdMs)
      appendFileSync(report, `${JSON.stringify({ ...cell, ...verdict })}\n`)
      expect(verdict.wrong).toEqual([])
      expect(verdict.behindMs).toBeLessThanOrEqual(mayBeBehindMs)
    })
  }
})

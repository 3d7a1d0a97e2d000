import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { createVisitor, type Visitor } from './support/page.js'
import { launchBrowser, watchComplaints } from './support/stage.js'

const script = fileURLToPath(new URL('../../examples/demo/start.mjs', import.meta.url))

/** How long a busy machine may take to load React's development build, file by file, in ms. */
const patienceMs = 120_000

test(
  'npm start steps over a taken port, prints one URL last, serves the demo, and stops at Ctrl-C',
  { timeout: 2 * patienceMs },
  async () => {
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, 'localhost', () => resolve((taken.address() as { port: number }).port))
    })
    const child = spawn(process.execPath, [script, '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    try {
      await expect.poll(() => output, { timeout: 60_000 }).toMatch(/^onwire demo: http:\/\/\S+\/\n$/m)
      const url = /onwire demo: (\S+)\n$/.exec(output)?.[1] ?? ''
      expect(new URL(url).port).not.toBe(String(port))
      expect(output).toContain(`Port ${port} is taken`)
      expect(await (await fetch(url)).text()).toContain('<div id="root">')
      const config = await (await fetch(`${url}api/config`)).json()
      expect(config.relay.mode).toBe('simulator')
      expect(await (await fetch(`${config.relay.apiUrl}/intents/status/v3?requestId=0x12`)).json()).toEqual({
        status: 'unknown',
      })
      expect(await (await fetch(`${config.fusion.url}/api/health`)).json()).toMatchObject({ status: 'ok' })
      expect((await fetch(`${config.covalent.apiUrl}/1/block_v2/latest/`)).status).toBe(200)
      await lookAtAll(url)
      child.kill('SIGINT')
      expect(await ended).toBe(0)
    } finally {
      child.kill('SIGKILL')
      taken.close()
    }
  },
)

test.each([
  [['--request', '0x12'], 'Add --live'],
  [['--live', '--request', 'hello'], '"hello", which is no Relay request id'],
  [['--port', '99999'], '"99999", which is no port'],
  [['--nonsense'], "Unknown option '--nonsense'"],
])('npm start -- %j says what is wrong, and ends with 1', (flags, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, [script, ...flags], { encoding: 'utf8' })
  expect(stderr).toContain(sentence)
  expect(stderr).toContain('Usage: npm start')
  expect(status).toBe(1)
})

test('npm start -- --help says what it can do', () => {
  const { status, stdout } = spawnSync(process.execPath, [script, '--help'], { encoding: 'utf8' })
  expect(stdout).toContain('--live')
  expect(status).toBe(0)
})

/** What `npm start` serves is React's development build, in StrictMode: it warns of what the built one is silent about. */
async function lookAtAll(url: string): Promise<void> {
  const browser = await launchBrowser()
  const look = async (query: string, seeAll: (visitor: Visitor, page: Page) => Promise<void>) => {
    const page = await browser.newPage()
    page.setDefaultTimeout(patienceMs)
    const complaints = watchComplaints(page)
    await page.goto(url + query)
    await seeAll(createVisitor(page, { until }), page)
    expect(complaints).toEqual([])
  }
  try {
    // Alone: the tally counts the sockets of all pages.
    await look('', async ({ choose, seeTimeline }, page) => {
      await choose('happy-path')
      await seeTimeline({ transport: 'socket' })
      await seeTimeline({ phase: 'settled', outcome: 'success' })
      expect(await page.getByTestId('tally').getAttribute('data-opened')).toBe('1')
    })
    await Promise.all([
      look('?scenario=happy-path#/fusion', ({ seeTimeline }) => seeTimeline({ phase: 'settled', outcome: 'success' })),
      look('?scenario=same-chain#/bridge', ({ seeTimeline }, page) =>
        seeTimeline({ phase: 'settled', outcome: 'success' }, undefined, page.locator('[data-side="bridge"]')),
      ),
      look('?scenario=steady#/covalent', ({ see }, page) => see(page.locator('.values li[data-via="socket"]').nth(2))),
    ])
  } finally {
    await browser.close()
  }
}

/** It is another process, and keeps to the machine's time. */
const until: Parameters<typeof createVisitor>[1]['until'] = (check, limitMs = 60_000) =>
  vi.waitFor(async () => expect(await check()).not.toBe(false), { timeout: limitMs, interval: 100 })

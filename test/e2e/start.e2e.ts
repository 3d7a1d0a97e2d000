import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import { freePort } from '../support/freePort.mjs'
import { createVisitor, type Visitor } from './support/page.js'
import { launchBrowser, watchComplaints } from './support/stage.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const script = `${root}examples/demo/start.mjs`

/** How long a busy machine may take to load React's development build, file by file, in ms. */
const patienceMs = 120_000

test('npm start steps over a taken port, prints one URL last, serves the demo, and stops at Ctrl-C', async () => {
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
    await expect.poll(() => output, { timeout: patienceMs }).toMatch(/^onwire demo: http:\/\/\S+\/\n$/m)
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
})

test.each([
  ['A SIGTERM to npm start', (npm: number) => process.kill(npm, 'SIGTERM')],
  ['Ctrl-C, which a terminal sends to npm and to the demo,', (npm: number) => process.kill(-npm, 'SIGINT')],
])('%s ends the demo as well, whoever is connected, and frees its ports', async (_how, stop) => {
  const flags = ['start', '--', '--port', String(await freePort())]
  const child = spawn('npm', flags, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  // The demo has the pipes, too: they close once it has ended as well.
  let isOver = false
  child.once('close', () => (isOver = true))
  const npm = child.pid ?? 0
  try {
    await expect.poll(() => output, { timeout: patienceMs }).toMatch(/^onwire demo: http:\/\/\S+\/\n$/m)
    const urls = [...output.matchAll(/http:\/\/\S+/g)].map(([url]) => new URL(url))
    expect(urls).toHaveLength(5)
    const idle = urls.map(({ hostname, port }) => connect(Number(port), hostname).on('error', () => {}))
    await Promise.all(idle.map((socket) => once(socket, 'connect')))
    stop(npm)
    await expect.poll(() => isOver, { timeout: patienceMs }).toBe(true)
    for (const { hostname, port } of urls) {
      const server = createServer().listen(Number(port), hostname)
      await once(server, 'listening')
      server.close()
    }
  } finally {
    if (isRunning(-npm)) process.kill(-npm, 'SIGKILL')
  }
})

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
  // One context: the pages share what has been loaded, which is hundreds of files.
  const context = await browser.newContext()
  const look = async (query: string, seeAll: (visitor: Visitor, page: Page) => Promise<void>) => {
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    const complaints = watchComplaints(page)
    await page.goto(url + query)
    await seeAll(createVisitor(page, { until }), page)
    expect(complaints).toEqual([])
  }
  try {
    // Alone: the tally counts the sockets of all pages.
    await look('', async ({ choose, seeTimeline }, page) => {
      // It waits for ever: a slow page sees its socket, too.
      await choose('abandoned-quote')
      await seeTimeline({ phase: 'waiting', transport: 'socket' })
      await choose('happy-path')
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

/** A group is, while one of its processes is. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

/** It is another process, and keeps to the machine's time. */
const until: Parameters<typeof createVisitor>[1]['until'] = (check, limitMs = patienceMs) =>
  vi.waitFor(async () => expect(await check()).not.toBe(false), { timeout: limitMs, interval: 100 })

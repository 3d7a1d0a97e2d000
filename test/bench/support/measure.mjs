// @ts-check
import { setTimeout } from 'node:timers/promises'

/** @typedef {import('../stream.mjs').Stream} Stream */
/** @typedef {Awaited<ReturnType<typeof import('./server.mjs').startServer>>} Server */
/** @typedef {{ browser: import('playwright-core').Browser, server: Server, timeoutMs: number }} Bench */
/** @typedef {{ variant: string, stream: Stream, isRecording?: boolean }} Subject */
/** @typedef {{ cpuMicroseconds: number, scriptMicroseconds: number, commits: number, seconds: number }} Cost */

/** Sent before anything is measured: each id is known then, and the hot code compiled. */
const warmUpMessages = 1000

/**
 * What each of so many messages costs the page's main thread, sent as fast as the socket takes them.
 * @param {Bench} bench
 * @param {Subject} subject
 * @param {number} messages
 * @returns {Promise<Cost>}
 */
export function measureCost(bench, subject, messages) {
  return withPage(bench, subject, async ({ cdp, page, untilShown, warmUp }) => {
    await warmUp()
    const before = await readMetrics(cdp)
    const commits = await page.evaluate(() => window.bench?.commits ?? 0)
    const startedAt = performance.now()
    await bench.server.pump(messages)
    await untilShown()
    const after = await readMetrics(cdp)
    const micros = (/** @type {string} */ name) => (((after.get(name) ?? 0) - (before.get(name) ?? 0)) * 1e6) / messages
    return {
      cpuMicroseconds: micros('ThreadTime'),
      scriptMicroseconds: micros('ScriptDuration'),
      commits: (await page.evaluate(() => window.bench?.commits ?? 0)) - commits,
      seconds: (performance.now() - startedAt) / 1000,
    }
  })
}

/**
 * How long each of so many messages a second takes from the frame's arrival in the page to the DOM, in ms; what the page's main thread
 * does for each of them, in µs; and its longest task, in ms.
 * @param {Bench} bench
 * @param {Subject} subject
 * @param {{ messages: number, perSecond: number }} load
 */
export function measureLatencies(bench, subject, { messages, perSecond }) {
  return withPage(bench, { ...subject, isRecording: true }, async ({ cdp, page, untilShown, warmUp }) => {
    await warmUp()
    const take = () =>
      page.evaluate(() => ({
        latencies: window.bench?.takeLatencies() ?? [],
        longestTaskMs: window.bench?.takeLongestTask() ?? 0,
      }))
    await take()
    const before = await readMetrics(cdp)
    await bench.server.trickle(messages, perSecond)
    await untilShown()
    const after = await readMetrics(cdp)
    const seconds = (after.get('ThreadTime') ?? 0) - (before.get('ThreadTime') ?? 0)
    return { ...(await take()), cpuMicroseconds: (seconds * 1e6) / messages }
  })
}

/**
 * How long it takes from the first render until the server has every id's subscription, in ms, and the page's longest task meanwhile.
 * @param {Bench} bench
 * @param {Subject} subject
 */
export function measureMount(bench, subject) {
  return withPage(bench, subject, ({ page }) =>
    page.evaluate(
      (at) => ({ ms: at - (window.bench?.startedAt ?? at), longestTaskMs: window.bench?.takeLongestTask() ?? 0 }),
      Date.now(),
    ),
  )
}

/**
 * Opens the page, waits until it follows every id, and closes it in the end. An error in the page is one of the run's.
 * @template Result
 * @param {Bench} bench
 * @param {Subject} subject
 * @param {(open: { page: import('playwright-core').Page, cdp: import('playwright-core').CDPSession, untilShown: () => Promise<void>, warmUp: () => Promise<void> }) => Promise<Result>} run
 */
async function withPage({ browser, server, timeoutMs }, { isRecording, stream, variant }, run) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  const untilShown = async () => {
    const isShown = (/** @type {number} */ sent) => window.bench?.isShown(sent) === true
    await page.waitForFunction(isShown, server.sent, { polling: 50, timeout: timeoutMs }).catch((error) => {
      throw new Error(`${variant} does not show the last message of each of its ${stream.ids} ids`, { cause: error })
    })
  }

  const warmUp = async () => {
    await server.pump(stream.ids + warmUpMessages)
    await untilShown()
    await cdp.send('HeapProfiler.collectGarbage')
  }

  const start = async () => {
    // Time on the CPU, not on the wall: others may use this machine too.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    server.reset(stream)
    const flags = `${stream.isSteady ? '&steady' : ''}${isRecording ? '&recording' : ''}`
    await page.goto(`${server.origin}/?variant=${variant}&ids=${stream.ids}${flags}`)
    await page.waitForFunction(() => window.bench, undefined, { timeout: timeoutMs })
    await waitUntil(() => server.getSubscribed() === stream.ids, timeoutMs)
    return run({ page, cdp, untilShown, warmUp })
  }

  try {
    /** @type {Promise<never>} */
    const failure = new Promise((_, reject) => page.once('pageerror', reject))
    return await Promise.race([failure, start()])
  } finally {
    await context.close()
  }
}

/**
 * @param {() => boolean} isReached
 * @param {number} timeoutMs
 */
async function waitUntil(isReached, timeoutMs) {
  const endsAt = performance.now() + timeoutMs
  while (!isReached()) {
    if (performance.now() > endsAt) throw new Error('The page did not subscribe to all of its ids.')
    await setTimeout(2)
  }
}

/** @param {import('playwright-core').CDPSession} cdp */
async function readMetrics(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return new Map(metrics.map(({ name, value }) => [name, value]))
}

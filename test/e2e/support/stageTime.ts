import type { CreateBridgeOptions } from 'onwire/server'
import { createManualClock, createSystemClock, type SimulatorClock } from 'onwire/testing'
import type { Disposable, Page, Request } from 'playwright-core'
import { vi } from 'vitest'
import { createRandom } from '../../core/support/random.js'
import { ruleDocument } from './ruleDocument.js'

/**
 * One time and one chance for a page, its services and its bridge.
 *
 * - Time moves only while a test waits for something, so that a busy machine makes a test longer and changes nothing else.
 * - Limits are of this time: "within 30 s" holds on every machine.
 * - Chance comes from a seed: every back-off is the same in every run.
 */
export interface StageTime {
  /** In unix ms. */
  now(): number
  /** For the simulators. */
  readonly clock: SimulatorClock
  /** For the bridge. */
  readonly environment: CreateBridgeOptions['environment']
  /** Takes the clock and chance of a page over, and of the document that it goes to. Returns how to let it go. */
  rule(page: Page): { goto(url: string): Promise<void>; stop(): void }
  /** Lets so many ms pass, and at least so many rounds of the wire. */
  pass(ms: number): Promise<void>
  /** Lets time pass until the check holds: it neither throws nor answers false. Throws what the check threw last after `limitMs`. */
  until(check: () => unknown, limitMs?: number): Promise<void>
}

/** Time moves in steps. After each the wire has its turn, so that a step is short beside every time-out. */
const stepMs = 200
/** What hasn't come after so long is waited for by longer steps: each costs a turn of the wire and a look at the page. */
const soonMs = 2_000
const longStepMs = 500
/** So often requests may stay unanswered before time moves on: some are never answered, on purpose. */
const patience = 5
/** Of simulated time, as every wait's that names none. */
const defaultLimitMs = 30_000
/** Of news that come together, as on a real server. */
const serverFrameMs = 5

export function createStageTime(seed = 1): StageTime {
  const clock = createManualClock(Date.now())
  const after = (ms: number, callback: () => void) => {
    const timer = clock.setTimeout(callback, ms)
    return () => clock.clearTimeout(timer)
  }
  let page: Page | undefined
  const unanswered = new Set<Request>()

  async function step(ms: number) {
    clock.advance(ms)
    await page?.evaluate((each) => window.stage.step(each), ms)
    for (let turns = 1; unanswered.size > 0 && turns < patience; turns += 1) {
      clock.advance(0)
      await page?.evaluate(() => window.stage.turn())
    }
  }

  async function pass(ms: number) {
    for (let left = ms; left > 0; left -= stepMs) await step(Math.min(left, stepMs))
  }

  return {
    now: () => clock.now(),
    clock,
    environment: {
      random: createRandom(seed),
      clock: {
        now: () => clock.now(),
        unixNow: () => clock.now(),
        after,
        nextFrame: (callback) => after(serverFrameMs, callback),
      },
    },
    rule(ruled) {
      page = ruled
      // An event stream has no end to wait for.
      const isAwaited = (request: Request) => !new URL(request.url()).pathname.endsWith('/events')
      const add = (request: Request) => void (isAwaited(request) && unanswered.add(request))
      const remove = (request: Request) => void unanswered.delete(request)
      page.on('request', add)
      page.on('requestfinished', remove)
      page.on('requestfailed', remove)
      return {
        goto: (url) => goWith(ruled, url, () => ruled.addInitScript(ruleDocument, { seed, startMs: clock.now() })),
        stop() {
          ruled.off('request', add)
          ruled.off('requestfinished', remove)
          ruled.off('requestfailed', remove)
        },
      }
    },
    pass,
    async until(check, limitMs = defaultLimitMs) {
      const startedAt = clock.now()
      const end = startedAt + limitMs
      for (;;) {
        try {
          if ((await check()) !== false) return
          if (clock.now() >= end) throw new Error(`Nothing has come within ${limitMs} ms.`)
        } catch (error) {
          if (clock.now() >= end) throw error
        }
        await step(clock.now() - startedAt < soonMs ? stepMs : longStepMs)
      }
    },
  }
}

/** The same with the machine's own time: only chance is ruled. */
export function createMachineTime(seed = 1): StageTime {
  const clock = createSystemClock()
  return {
    now: () => clock.now(),
    clock,
    environment: undefined,
    rule: (page) => ({
      goto: (url) => goWith(page, url, () => seedChance(page, seed)),
      stop() {},
    }),
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    until: (check, limitMs = defaultLimitMs) =>
      vi.waitFor(
        async () => {
          if ((await check()) === false) throw new Error(`Nothing has come within ${limitMs} ms.`)
        },
        { timeout: limitMs, interval: stepMs },
      ),
  }
}

/** The page is used again: what rules one document has nothing to do with the next one. */
async function goWith(page: Page, url: string, addScript: () => Promise<Disposable>): Promise<void> {
  const script = await addScript()
  await page.goto(url)
  await script.dispose()
}

function seedChance(page: Page, seed: number): Promise<Disposable> {
  return page.addInitScript((from) => {
    let state = from
    Math.random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 32
    }
  }, seed)
}

import type { Browser, Page } from 'playwright-core'

/** How long the browser may take to go somewhere or to press something, in ms of the machine's time: it may be busy. */
const patienceMs = 120_000
/** What a stage and its test may listen to. */
const events = ['console', 'pageerror', 'response'] as const

/**
 * Pages that are used again: to open one takes a process of its own, which took longer than most tests.
 *
 * - A page that is taken is blank. What earlier tests kept belongs to origins that are gone, each a port of its own; their cookies are cleared.
 * - A page that isn't given back is never used again.
 */
export interface StagePages {
  take(): Promise<Page>
  giveBack(page: Page): Promise<void>
}

export function createStagePages(browser: Browser): StagePages {
  const free: Page[] = []

  async function open(): Promise<Page> {
    // What turns and pulses took a quarter of all the time, and no test of the demo looks at it.
    const context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' })
    const page = await context.newPage()
    page.setDefaultTimeout(patienceMs)
    return page
  }

  return {
    take: async () => free.pop() ?? open(),
    async giveBack(page) {
      for (const event of events) page.removeAllListeners(event)
      await page.goto('about:blank')
      await page.context().clearCookies()
      free.push(page)
    },
  }
}

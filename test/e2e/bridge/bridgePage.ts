import type { Browser, Page } from 'playwright-core'
import { watchComplaints } from '../support/stage.js'
import type { Seen } from './page/recordSeen.js'

/** How long a busy machine may take until something is seen, in ms: a page that lost its line tries again within 60 s. */
export const patienceMs = 180_000

/** A page on a bridge, and all that it has ever shown. */
export interface BridgePage {
  readonly page: Page
  /** What it wrote to the console as a warning or an error, and what it threw; without the browser's notes of lines that broke. */
  complaints(): readonly string[]
  getSeen(requestId: string): Promise<Seen>
  /** Its history as it stands. */
  getRows(requestId: string): Promise<readonly string[]>
  /** Waits until the request's timeline has these attributes. */
  see(requestId: string, facts: Readonly<Record<string, string>>): Promise<void>
  /** Waits for a row of its history. */
  seeRow(requestId: string, row: string): Promise<void>
  close(): Promise<void>
}

export async function openPage(browser: Browser, url: string, requestIds: readonly string[]): Promise<BridgePage> {
  const context = await browser.newContext()
  // Explorers' addresses are public: a page on the bridge asks Relay for them.
  await context.route('https://api.relay.link/chains', (route) => route.fulfill({ json: { chains: [] } }))
  const page = await context.newPage()
  page.setDefaultTimeout(patienceMs)
  const complaints = watchComplaints(page)
  const query = requestIds.map((id) => `request=${id}`).join('&')
  await page.goto(`${url}/?${query}`)
  const find = (id: string, selector: string) => page.locator(`[data-request="${id}"] ${selector}`).first()
  return {
    page,
    complaints: () => complaints.filter((text) => !text.startsWith('Failed to load resource: net::ERR_')),
    getSeen: (id) => page.evaluate((request) => window.seen[request] ?? Promise.reject(new Error('unknown')), id),
    getRows: (id) => page.locator(`[data-request="${id}"] [data-row]`).allInnerTexts(),
    async see(id, facts) {
      const attributes = Object.entries(facts).map(([name, value]) => `[data-${name}="${value}"]`)
      await find(id, `[data-slot="ow-timeline"]${attributes.join('')}`).waitFor()
    },
    seeRow: (id, row) => find(id, `[data-row="${row}"]`).waitFor(),
    close: () => context.close(),
  }
}

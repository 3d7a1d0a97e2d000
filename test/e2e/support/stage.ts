import { startSimulatorServer } from 'onwire/testing/node'
import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core'
import type { DemoConfig } from '../../../examples/demo/server/demoApi.mjs'
import { serveDemo } from '../../../examples/demo/server/buildDemo.mjs'
import { browserArgs, ensureBrowser } from '../../support/browser.mjs'

type SimulatorServer = Awaited<ReturnType<typeof startSimulatorServer>>

/** The built demo and a service of its own: tests that run at once don't disturb each other. */
export interface Stage {
  readonly simulator: SimulatorServer['simulator']
  readonly page: Page
  /** What the page wrote to the console as a warning or an error, and what it threw. */
  readonly complaints: readonly string[]
  goto(query?: string): Promise<void>
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })
}

/** Runs a test's body on a fresh stage, and takes that down again. */
export async function onStage(
  browser: Browser,
  body: (stage: Stage) => Promise<void>,
  viewport: ViewportSize = { width: 1280, height: 900 },
  toConfig: (server: SimulatorServer) => DemoConfig = ({ url, wsUrl }) => ({ mode: 'simulator', wsUrl, apiUrl: url }),
): Promise<void> {
  const server = await startSimulatorServer()
  const demo = await serveDemo(toConfig(server))
  const context = await browser.newContext({ viewport, colorScheme: 'light' })
  try {
    const page = await context.newPage()
    await body({
      simulator: server.simulator,
      page,
      complaints: watchComplaints(page),
      goto: async (query = '') => void (await page.goto(demo.url + query)),
    })
  } finally {
    await context.close()
    await demo.close()
    await server.close()
  }
}

export function watchComplaints(page: Page): readonly string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** The browser itself notes links that break; nobody can keep it from that. */
export function withoutBrokenLinks(complaints: readonly string[]): readonly string[] {
  return complaints.filter((text) => !/WebSocket connection to|Failed to load resource/.test(text))
}

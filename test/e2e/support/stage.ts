import { startCovalentServer, startFusionServer, startSimulatorServer } from 'onwire/testing/node'
import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core'
import { serveDemo } from '../../../examples/demo/server/buildDemo.mjs'
import { type DemoConfig, toConfig } from '../../../examples/demo/server/toConfig.mjs'
import { browserArgs, ensureBrowser } from '../../support/browser.mjs'

type Simulated<Start extends () => Promise<{ readonly simulator: unknown }>> = Awaited<ReturnType<Start>>['simulator']

/** The built demo and services of its own: tests that run at once don't disturb each other. */
export interface Stage {
  /** Relay's. */
  readonly simulator: Simulated<typeof startSimulatorServer>
  readonly fusion: Simulated<typeof startFusionServer>
  readonly covalent: Simulated<typeof startCovalentServer>
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
  changeConfig: (config: DemoConfig) => DemoConfig = (config) => config,
): Promise<void> {
  const [relay, fusion, covalent] = await Promise.all([
    startSimulatorServer(),
    startFusionServer(),
    startCovalentServer(),
  ])
  const demo = await serveDemo(changeConfig(toConfig({ relay, fusion, covalent })))
  const context = await browser.newContext({ viewport, colorScheme: 'light' })
  try {
    const page = await context.newPage()
    await body({
      simulator: relay.simulator,
      fusion: fusion.simulator,
      covalent: covalent.simulator,
      page,
      complaints: watchComplaints(page),
      goto: async (query = '') => void (await page.goto(demo.url + query)),
    })
  } finally {
    await context.close()
    await demo.close()
    await Promise.all([relay.close(), fusion.close(), covalent.close()])
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

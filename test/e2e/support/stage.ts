import { randomUUID } from 'node:crypto'
import * as server from 'onwire/server'
import * as serverCovalent from 'onwire/server/covalent'
import * as serverFusion from 'onwire/server/fusion'
import * as testing from 'onwire/testing'
import * as testingBridge from 'onwire/testing/bridge'
import * as node from 'onwire/testing/node'
import { type Browser, chromium, type Page, type ViewportSize } from 'playwright-core'
import { serveDemo } from '../../../examples/demo/server/buildDemo.mjs'
import { startServices } from '../../../examples/demo/server/startServices.mjs'
import { type DemoConfig, toConfig } from '../../../examples/demo/server/toConfig.mjs'
import { browserArgs, ensureBrowser } from '../../support/browser.mjs'
import { keyMarker } from '../../support/secrets/forms.mjs'
import { createVisitor, type Visitor } from './page.js'
import type { StagePages } from './stagePages.js'
import { createMachineTime, createStageTime, type StageTime } from './stageTime.js'

type Simulated<Start extends () => Promise<{ readonly simulator: unknown }>> = Awaited<ReturnType<Start>>['simulator']

type Services = Awaited<ReturnType<typeof startServices>>

const modules = { node, testing, kit: { ...server, ...serverCovalent, ...serverFusion, ...testingBridge } }

/** The built demo and services of its own: tests that run at once don't disturb each other. */
export interface Stage extends Visitor, Pick<StageTime, 'now' | 'pass' | 'until'> {
  /** Relay's. */
  readonly simulator: Simulated<typeof node.startRelayServer>
  readonly fusion: Simulated<typeof node.startFusionServer>
  readonly covalent: Simulated<typeof node.startCovalentServer>
  readonly webhookRelay: Simulated<typeof node.startWebhookRelayServer>
  /** The demo's bridge. */
  readonly bridge: Services['bridge']
  /** The demo's own address, without a slash at its end. */
  readonly origin: string
  readonly page: Page
  /** What the page wrote to the console as a warning or an error, and what it threw. */
  readonly complaints: readonly string[]
  goto(query?: string): Promise<void>
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })
}

/** Runs a test's body on a stage with services of its own, and takes that down again. */
export async function onStage(
  pages: StagePages,
  body: (stage: Stage) => Promise<void>,
  viewport: ViewportSize = { width: 1280, height: 900 },
  changeConfig?: (config: DemoConfig) => DemoConfig,
  time: StageTime = createStageTime(),
): Promise<void> {
  const services = await startServices(modules, {
    draw: () => `${keyMarker}-${randomUUID()}`,
    environment: time.environment,
    // Socket.IO's server keeps to the machine's clock, and the page's client would wait for its pings by the stage's.
    simulated: { clock: time.clock, epochMs: 0, pingTimeoutMs: 3_600_000 },
  })
  const { bridge, covalent, fusion, relay, webhookRelay } = services
  if (!relay) throw new Error('The stage is without Relay.')
  const config = toConfig(services)
  const demo = await serveDemo(changeConfig?.(config) ?? config, bridge, relay.simulator.webhooks)
  const page = await pages.take()
  const ruled = time.rule(page)
  let isGood = false
  try {
    await page.setViewportSize(viewport)
    await body({
      ...createVisitor(page, time),
      now: time.now,
      pass: time.pass,
      until: time.until,
      simulator: relay.simulator,
      fusion: fusion.simulator,
      covalent: covalent.simulator,
      webhookRelay: webhookRelay.simulator,
      bridge,
      origin: new URL(demo.url).origin,
      page,
      complaints: watchComplaints(page),
      goto: (query = '') => ruled.goto(demo.url + query),
    })
    isGood = true
  } finally {
    ruled.stop()
    // Another world than the others' may have left routes that can't be taken back.
    await (isGood && !changeConfig ? pages.giveBack(page) : page.context().close())
    await demo.close()
    await services.close()
  }
}

/** Runs a test's body on a stage that keeps to the machine's own time. */
export function onMachineTime(pages: StagePages, body: (stage: Stage) => Promise<void>): Promise<void> {
  return onStage(pages, body, undefined, undefined, createMachineTime())
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

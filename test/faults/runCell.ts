import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { createBridge, toNodeHandler } from 'onwire/server'
import type { Browser, Page } from 'playwright-core'
import type { Site } from '../e2e/bridge/buildPage.js'
import { type ProxyFault, startFaultProxy } from './proxy.js'
import type { Sight } from './page/main.js'
import { type ServiceName, services } from './services.js'
import { judge, type Verdict } from './verdict.js'

/**
 * - `socket`: the service's socket alone; `service`: its REST, too.
 * - `page`: the page's way to the bridge. `upstream`: the bridge's way to the service, socket and REST.
 */
export type Leg = 'socket' | 'service' | 'page' | 'upstream'

export interface Cell {
  readonly service: ServiceName
  readonly leg: Leg
  readonly fault: Exclude<ProxyFault, 'pass'>
}

/** How long anything may take that isn't measured, on a machine that has much else to do. */
const patienceMs = 60_000
/** How long after its beginning a fault is noticed by the service's news. */
const newsMs = 1_000

/** Lets one fault happen to one page, and says what it showed meanwhile. `holdMs`: how long the fault lasts. */
export async function runCell(browser: Browser, site: Site, cell: Cell, holdMs: number): Promise<Verdict> {
  const closes: (() => unknown)[] = []
  const diagnostics: string[] = []
  try {
    const service = await services[cell.service]()
    closes.push(service.close)
    const socket = await startFaultProxy(service.port)
    const api = await startFaultProxy(service.port)
    closes.push(socket.close, api.close)
    const addresses = { socketPort: socket.port, apiPort: api.port }
    const isDirect = cell.leg === 'socket' || cell.leg === 'service'
    const protocol = service.toProtocol(addresses)
    const bridge = isDirect
      ? undefined
      : createBridge({
          protocols: [protocol],
          // What is private wants one of its own.
          authorize: { [protocol.id]: () => true },
          onDiagnostic: ({ code, message }) => diagnostics.push(`${code}: ${message}`),
        })
    closes.push(() => bridge?.close())
    const port = await serve(bridge && toNodeHandler(bridge), site, closes)
    const front = await startFaultProxy(port)
    closes.push(front.close)
    const faulty = { socket: [socket], service: [socket, api], page: [front], upstream: [socket, api] }[cell.leg]

    const context = await browser.newContext()
    closes.push(() => context.close())
    const page = await context.newPage()
    const query = new URLSearchParams({ service: cell.service, topic: JSON.stringify(service.topic) })
    if (isDirect) query.set('addresses', JSON.stringify(service.toUrls(addresses)))
    await page.goto(`http://127.0.0.1:${front.port}/?${query}`, { timeout: patienceMs })
    const truths = [{ at: Date.now(), truth: service.truth() }]
    const change = () => {
      service.change()
      truths.push({ at: Date.now(), truth: service.truth() })
    }
    await waitFor(page, { shown: service.truth() })

    const faultAt = Date.now()
    for (const proxy of faulty) proxy.set(cell.fault)
    await delay(newsMs)
    change()
    await delay(holdMs - newsMs)
    const healedAt = Date.now()
    for (const proxy of faulty) proxy.set('pass')
    await delay(newsMs)
    change()
    await waitFor(page, { shown: service.truth() })
    const endAt = Date.now()
    return judge({ sights: await page.evaluate(() => window.sights), truths, faultAt, healedAt, endAt })
  } catch (error) {
    throw new Error(`${String(error)} ${diagnostics.slice(-3).join('; ')}`, { cause: error })
  } finally {
    while (closes.length > 0) await closes.pop()?.()
  }
}

/** Serves the page, and the bridge below it. */
async function serve(answer: ReturnType<typeof toNodeHandler> | undefined, site: Site, closes: (() => unknown)[]) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page')
    if (answer && pathname.startsWith('/api/onwire/')) return answer(request, response)
    const file = site(pathname)
    response.writeHead(file ? 200 : 404, file && { 'content-type': file.type }).end(file?.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closes.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

/** Live, with this on the screen. */
function waitFor(page: Page, { shown }: Pick<Sight, 'shown'>) {
  return page
    .waitForFunction((truth) => window.sights.at(-1)?.word === 'live' && window.sights.at(-1)?.shown === truth, shown, {
      timeout: patienceMs,
      polling: 50,
    })
    .catch(async (error: unknown) => {
      const sights = await page.evaluate(() => window.sights.slice(-5)).catch(() => [])
      throw new Error(`Never live with ${shown}: ${JSON.stringify(sights)}`, { cause: error })
    })
}

import { createHmac } from 'node:crypto'
import type { Browser } from 'playwright-core'
import { expect, type TestContext, vi } from 'vitest'
import { startRedis } from '../../support/redis.mjs'
import { apiKey } from '../../server/support/webhooks.js'
import { startBalancer } from './balancer.js'
import { type BridgePage, openPage, patienceMs } from './bridgePage.js'
import type { Site } from './buildPage.js'
import type { InstanceBundle } from './instances.js'
import { nothingYet, toSuccess } from './ladders.js'
import { type Answer, deliver, toWebhook, type Webhook } from './relaySender.js'

const ids = ['a1', 'b2', 'c3', 'd4', 'e5'].map((byte) => `0x${byte.repeat(32)}`)
/** A program for each of so many webhooks would slow what is to flow. */
const sign = (message: string) => createHmac('sha256', apiKey).update(message).digest('hex')
const ladder = [nothingYet, ...Object.values(toSuccess)]

export interface Ground {
  readonly browser: Browser
  readonly site: Site
  readonly instances: InstanceBundle
}

/** A page, and how many of its streams the instances have ended. */
export interface RedisPage extends BridgePage {
  cuts(): number
}

/** Two instances on one Redis, each with a page of five requests, which moves to the other one where its own dies. */
export async function createRedisSetup({ browser, instances, site }: Ground, { onTestFinished }: TestContext) {
  const redis = await startRedis({ isDurable: true })
  onTestFinished(() => redis.stop())
  const [a, b] = await Promise.all([instances.start(redis.url), instances.start(redis.url)])
  onTestFinished(async () => void (await Promise.all([a.kill(), b.kill()])))

  async function open(urls: readonly string[]): Promise<RedisPage> {
    const balancer = await startBalancer(site, urls)
    onTestFinished(balancer.close)
    const page = await openPage(browser, balancer.url, ids)
    onTestFinished(page.close)
    return { ...page, cuts: balancer.cuts }
  }

  const openOnB = () => open([b.url, a.url])
  const [onA, onB] = await Promise.all([open([a.url, b.url]), openOnB()])
  // The bridge has no socket to Relay: pages say that it polls until the first webhook has come.
  for (const page of [onA, onB]) await seeAll(page, { connection: 'connected' })
  return { redis, a, onA, onB, openOnB, sender: createSender([a.url, b.url]) }
}

/** Tells each request's statuses in their order, all requests at once, to one instance and the other one by turns. */
function createSender(urls: readonly string[]) {
  const firstAt = Date.now()
  const answers: Answer[] = []
  const all = new Map(ids.map((id): [string, Webhook[]] => [id, []]))
  let turn = 0
  let wait = { count: Infinity, resolve() {} }
  // It knows nothing of who lives.
  function getUrl() {
    turn += 1
    if (turn >= wait.count) wait.resolve()
    return urls[turn % urls.length] ?? ''
  }

  async function tell(id: string, webhooks: Webhook[], statuses: readonly string[]) {
    for (const status of statuses) {
      const webhook = toWebhook(id, status, firstAt + webhooks.length, sign)
      webhooks.push(webhook)
      await deliver(getUrl, webhook, answers)
    }
  }

  return {
    /** In the order in which they came, of all requests. */
    answers,
    /** Resolves in mid-flow: so many more have been sent, and the last of them are on their way. */
    sent: (more: number) =>
      new Promise<void>((resolve) => {
        wait = { count: turn + more, resolve }
      }),
    getRows: (id: string) => (all.get(id) ?? []).map(({ row }) => row),
    /** Each request's own, over and over until it is over: whatever is to happen in mid-flow takes a busy machine long. */
    async tell(statuses: readonly string[], isOver = () => true) {
      const flow = async (id: string, webhooks: Webhook[]) => {
        do await tell(id, webhooks, statuses)
        while (!isOver())
      }
      await Promise.all(Array.from(all, ([id, webhooks]) => flow(id, webhooks)))
    },
  }
}

/** Waits until each request's timeline has these attributes. */
export async function seeAll(page: BridgePage, facts: Readonly<Record<string, string>>): Promise<void> {
  for (const id of ids) await page.see(id, facts)
}

/** Waits until each request has so many rows. */
export async function seeRows(page: BridgePage, count: number): Promise<void> {
  for (const id of ids)
    await vi.waitFor(async () => expect((await page.getRows(id)).length).toBeGreaterThanOrEqual(count), patienceMs)
}

/** Whether the page has shown all that was told, each once and in its order, and nothing older after something newer. */
export async function expectAllOnce(page: BridgePage, sender: ReturnType<typeof createSender>): Promise<void> {
  await seeAll(page, { phase: 'settled', outcome: 'success' })
  for (const id of ids) {
    const rows = sender.getRows(id)
    const { rows: shown, timelines, updates } = await page.getSeen(id)
    expect(shown).toEqual(rows.map((row) => `+ ${row}`))
    // What comes together is shown as one: where it stands then.
    expect(updates.filter((update) => update !== 'unknown -')).toEqual(rows.filter((row) => updates.includes(row)))
    expect(timelines).toEqual(ladder.filter((each) => timelines.includes(each)))
  }
  expect(page.complaints()).toEqual([])
}

/**
 * Whether the bus has brought the page all that was told, each from its place once, over whatever streams there were.
 * A webhook that is sent again may have two places: an instance that dies can't say that it has taken one in. Two
 * instances that learn different news at once may publish the older ones last: then the newest stand there once more.
 */
export async function expectAllBrought(page: BridgePage, sender: ReturnType<typeof createSender>): Promise<void> {
  for (const id of ids) {
    // The line is listened to beside the page, which may be quicker.
    const events = await vi.waitFor(async () => {
      const { events } = await page.getSeen(id)
      const received = events.map((event) => event.split(' ').slice(1).join(' '))
      const rows = sender.getRows(id)
      const places = received.map((row) => rows.indexOf(row))
      // Whoever passes over what is older than the newest so far, as a page does, has each once and in order.
      const isNewer = (place: number, nth: number) => place > Math.max(-1, ...places.slice(0, nth))
      expect(places.filter(isNewer).map((place) => rows[place])).toEqual(rows)
      expect(places).not.toContain(-1)
      // Whoever only believes ends at the newest.
      expect(received.at(-1)).toBe(rows.at(-1))
      return events
    }, patienceMs)
    expect(new Set(events).size).toBe(events.length)
  }
}

/** All words that the page had for its requests' connections, or for how they were kept up to date. */
export async function getStatuses(page: BridgePage, kind: 'connections' | 'transports'): Promise<ReadonlySet<string>> {
  const seen = await Promise.all(ids.map((id) => page.getSeen(id)))
  return new Set(seen.flatMap((each) => each[kind]))
}

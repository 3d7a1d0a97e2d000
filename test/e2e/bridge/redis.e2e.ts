import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { findRedis } from '../../support/redis.mjs'
import { launchBrowser } from '../support/stage.js'
import { patienceMs } from './bridgePage.js'
import { buildPage } from './buildPage.js'
import { bundleInstance } from './instances.js'
import {
  createRedisSetup,
  expectAllBrought,
  expectAllOnce,
  getStatuses,
  type Ground,
  seeAll,
  seeRows,
} from './redisSetup.js'

/** It goes to and fro, as a service does that is slow, so that there is much to lose and to double. */
const beginning = ['waiting', 'pending']
const middle = Array.from({ length: 16 }, (_, index) => (index % 2 ? 'pending' : 'delayed'))
const end = ['submitted', 'success']

// Where there is no Redis, or ONWIRE_REDIS is empty, there is nothing to be proved.
describe.skipIf(!findRedis())('Two instances on one real Redis', () => {
  let ground: Ground
  beforeAll(async () => {
    const [browser, site, instances] = await Promise.all([launchBrowser(), buildPage(), bundleInstance()])
    ground = { browser, site, instances }
  })
  afterAll(async () => {
    await ground?.browser.close()
    await ground?.instances.remove()
  })

  test('show each event once and in order on the pages of both where one is killed while events flow', async (context) => {
    const { a, onA, onB, sender } = await createRedisSetup(ground, context)
    await sender.tell(beginning)
    for (const page of [onA, onB]) await seeRows(page, beginning.length)
    expect(new Set(sender.answers)).toEqual(new Set([200]))
    const telling = sender.tell(middle, () => sender.answers.includes('no answer'))
    await sender.sent(30)
    await a.kill()
    await telling
    expect(sender.answers).toContain('no answer')

    await seeAll(onA, { connection: 'connected' })
    await sender.tell(end)
    for (const page of [onA, onB]) {
      await expectAllOnce(page, sender)
      await expectAllBrought(page, sender)
    }
    expect(await getStatuses(onA, 'connections')).toContain('reconnecting')
    expect(onA.cuts()).toBeGreaterThan(0)
    expect(onB.cuts()).toBe(0)
  })

  test('keep their pages, refuse webhooks, and show each event once in the end where Redis is restarted meanwhile', async (context) => {
    const { onA, onB, openOnB, redis, sender } = await createRedisSetup(ground, context)
    await sender.tell(beginning)
    for (const page of [onA, onB]) await seeRows(page, beginning.length)
    const telling = sender.tell(middle, () => sender.answers.includes(503))
    await sender.sent(30)
    await redis.down()
    for (const page of [onA, onB]) await seeAll(page, { connection: 'connected', transport: 'polling' })
    const late = await openOnB()
    await seeAll(late, { transport: 'polling' })
    await vi.waitFor(() => expect(sender.answers.at(-1)).toBe(503), patienceMs)

    await redis.up()
    await telling
    for (const page of [onA, onB, late]) await seeAll(page, { connection: 'connected' })
    await sender.tell(end)
    for (const page of [onA, onB, late]) {
      await expectAllOnce(page, sender)
      // A page's own word isn't asked: on a starved machine it may let a stream go that was silent for 3 s after a poll's news.
      expect(page.cuts()).toBe(0)
    }
    for (const page of [onA, onB]) await expectAllBrought(page, sender)
    expect(new Set(sender.answers)).toEqual(new Set([200, 503]))
  })
})

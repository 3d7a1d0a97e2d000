import { createHmac } from 'node:crypto'
import { memoryBus } from 'onwire/server'
import { describe, expect, test, vi } from 'vitest'
import type { BusNews } from '../../../src/server/bus/bus.js'
import { createOutbox } from '../../../src/server/bridge/upstream/outbox.js'
import { toUpdate } from '../../../src/server/bridge/readers/frames.js'
import { createByteWindow } from '../../../src/server/redis/byteWindow.js'
import { createStreamReader } from '../../../src/server/redis/streamReader.js'
import { createStreamTail } from '../../../src/server/redis/streamTail.js'
import { createTestEnvironment } from '../../support/environment.js'
import {
  apiKey,
  base,
  createBridgeSetup,
  readEvents,
  settle,
  toEventsRequest,
  toTopic,
  toWebhook,
} from './support/bridgeSetup.js'
import { joinBus, toBusTopic, toNews } from './support/busConformance.js'

const id = `0x${'ab'.repeat(32)}`
/** 10 KB. */
const deepJson = `${'['.repeat(5_000)}${']'.repeat(5_000)}`
const deep = (): unknown => JSON.parse(deepJson)
const poison = (key: string): BusNews => ({ ...toNews(key, 1), data: deep() })

/** A webhook whose data hold more than Relay says, as JSON. */
function toOddWebhook(more: string, sentAt: number) {
  const data = `{"requestId":"${id}","status":"pending","updatedAt":${sentAt},${more}}`
  const body = `{"event":"request.status.updated","timestamp":${sentAt},"data":${data}}`
  const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-signature-timestamp': `${sentAt}`,
    'x-signature-sha256': signature,
  }
  return new Request(`${base}/webhooks/relay`, { method: 'POST', headers, body })
}

describe('A webhook with a field that nobody means', () => {
  test.each([
    ['nested 5 000 deep', `"odd":${deepJson}`],
    ['nested 5 000 deep in objects', `"odd":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
    ['of 100 000 characters', `"odd":"${'x'.repeat(100_000)}"`],
    ['that is one of a thousand', Array.from({ length: 1_000 }, (_, n) => `"f${n}":"${'y'.repeat(100)}"`).join()],
  ])('%s is told without it, and so is what comes after', async (_, more) => {
    const { bridge, diagnostics, environment } = createBridgeSetup()
    const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(id)])))
    await settle()
    const now = environment.clock.unixNow()
    expect((await bridge.fetch(toOddWebhook(more, now))).status).toBe(200)
    expect((await bridge.fetch(toWebhook(id, 'success', now + 1000, now))).status).toBe(200)
    await settle()
    expect(reader.statuses()).toEqual(['pending', 'success'])
    expect(reader.events.every(({ data }) => data.length < 80_000)).toBe(true)
    expect(diagnostics).toEqual([])
    await reader.stop()
  })
})

describe('An entry that can not be written as JSON', () => {
  test('is refused by the memory bus, and harms no other', async () => {
    const { entries, member } = joinBus(memoryBus())
    await expect(member.publish(poison('x'))).rejects.toThrow('JSON')
    await member.publish(toNews('x', 2))
    await settle()
    expect(entries.map(({ data }) => data)).toEqual([toNews('x', 2).data])
  })

  test('is dropped by the outbox with a word, and what comes after it goes on, also once the bus is back', async () => {
    const published: unknown[] = []
    const unsayable: string[] = []
    let isAway = true
    const outbox = createOutbox({
      now: () => 0,
      publish: async ({ data }) => {
        if (isAway) throw new Error('away')
        published.push(data)
      },
      onLost: () => published.push('lost'),
      onUnsayable: ({ key }) => unsayable.push(key),
    })
    outbox.add(toNews('a', 1))
    outbox.add(poison('b'))
    outbox.add(toNews('c', 3))
    await settle()
    isAway = false
    outbox.flush()
    await settle()
    expect(published).toEqual([toNews('a', 1).data, toNews('c', 3).data])
    expect(unsayable).toEqual([poison('b').key])
  })

  test('is passed over by a reader, which goes on after it', () => {
    const frame = new TextDecoder().decode(toUpdate({ ...poison('x'), id: '7-1' }))
    expect(frame).toBe('id: 7-1\n\n')
  })
})

describe('A member that fails for an entry', () => {
  test('ends neither the process, nor what the other members and later entries are told, on the memory bus', async () => {
    const bus = memoryBus()
    const quiet = { wanted() {}, lease() {}, degraded() {}, lost() {} }
    const broken = bus.join('a', { ...quiet, entry: () => JSON.parse('{') })
    const heard: unknown[] = []
    bus.join('b', { ...quiet, entry: ({ data }) => heard.push(data) })
    await broken.publish(toNews('x', 1))
    await broken.publish(toNews('x', 2))
    await settle()
    expect(heard).toEqual([1, 2].map((n) => toNews('x', n).data))
  })

  test('is not read the piece again, and does not lose its connection, on Redis', async () => {
    const { clock } = createTestEnvironment().environment
    const answers = [
      [
        [
          's',
          [
            ['1-1', ['e', '{}']],
            ['1-2', ['e', '{}']],
          ],
        ],
      ],
    ]
    const sendCommand = vi.fn<(args: readonly string[]) => Promise<unknown>>(
      async ([name]) => (name === 'XREAD' && answers.shift()) || new Promise(() => {}),
    )
    const connection = { connect: async () => {}, sendCommand, destroy() {}, on: () => {} }
    const pieces: string[] = []
    const away = vi.fn<() => void>()
    const reader = createStreamReader({
      ...{ clock, stream: 's', commandMs: 5_000 },
      client: { isReady: true, sendCommand, duplicate: () => connection },
      getNewestId: async () => '1-0',
      proveWritable: async () => {},
      on: {
        piece(piece) {
          pieces.push(piece.id)
          JSON.parse('{')
        },
        open() {},
        away,
      },
    })
    await settle()
    await settle()
    expect(pieces).toEqual(['1-1', '1-2'])
    expect(away).not.toHaveBeenCalled()
    reader.close()
  })
})

describe('What is kept for readers that come back is bounded', () => {
  test('in bytes and age by the memory bus, and a cursor before that is expired', async () => {
    let ms = 0
    const { member } = joinBus(memoryBus({ maxBytes: 100_000, maxAgeMs: 60_000, now: () => ms }))
    const text = 'x'.repeat(10_000)
    const first = await member.getCursor()
    for (let n = 0; n < 100; n += 1) await member.publish({ ...toNews(`k${n % 20}`, n), data: text })
    const all = await member.replay(
      Array.from({ length: 20 }, (_, n) => toBusTopic(`k${n}`)),
      first,
    )
    expect(all.every((replay) => replay === 'expired')).toBe(true)
    const cursor = await member.getCursor()
    await member.publish({ ...toNews('late', 1), data: text })
    expect(await member.replay([toBusTopic('late')], cursor)).toMatchObject([[{ data: text }]])
    ms += 60_001
    expect(await member.replay([toBusTopic('late')], cursor)).toEqual(['expired'])
  })

  test('in bytes by what each instance keeps of a stream', () => {
    const tail = createStreamTail(1_000, 50_000)
    const window = createByteWindow(1_000, 50_000)
    let most = 0
    for (let n = 1; n <= 200; n += 1) {
      const bytes = 1_000 * (1 + (n % 7))
      tail.add({ id: `${n}-0`, entry: { ...toNews('x', n), id: `${n}-0` }, bytes })
      window.add(bytes)
      const [kept = []] = [...Array(200).keys()].flatMap(
        (from) => tail.getAfter(`${from + 1}-0`, [toBusTopic('x')]) ?? [],
      )
      most = Math.max(
        most,
        kept.reduce((sum, { id: at }) => sum + 1_000 * (1 + (Number(at.split('-')[0]) % 7)), 0),
      )
    }
    expect(most).toBeGreaterThan(20_000)
    expect(most).toBeLessThanOrEqual(50_000)
    expect(window.getMaxEntries()).toBeGreaterThan(7)
    expect(window.getMaxEntries()).toBeLessThan(20)
    expect(tail.getStart()).toBeUndefined()
  })
})

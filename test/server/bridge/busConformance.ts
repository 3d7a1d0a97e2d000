import { describe, expect, onTestFinished, test } from 'vitest'
import type { Bus, BusEntry, BusMember, BusTopic } from '../../../src/server/bridge/bus.js'
import { toNews } from './support/quietRelay.js'

export interface BusCase {
  /** A bus that keeps so many entries a topic; each call makes another place, and its members share one with those of `peer`. */
  start(entriesPerTopic: number): Promise<{ readonly bus: Bus; readonly peer: Bus }>
}

const toTopic = (key: string): BusTopic => ({ protocol: 'relay', key, topic: toNews(key, 1).topic })

/** What every bus keeps. */
export function describeBus(name: string, { start }: BusCase): void {
  function join(bus: Bus, instance: string) {
    const entries: BusEntry[] = []
    const wanted: string[][] = []
    const leases: [string, boolean][] = []
    const member: BusMember = bus.join(instance, {
      entry: (entry) => entries.push(entry),
      wanted: (topics) => wanted.push(topics.map(({ key }) => key).sort()),
      lease: (protocol, isHeld) => leases.push([protocol, isHeld]),
      degraded() {},
      lost() {},
    })
    onTestFinished(() => member.leave())
    const times = () => entries.map(({ data }) => (data as { updatedAt: number }).updatedAt)
    const publish = (key: string, at: number) => member.publish(toNews(key, at))
    return { ...member, entries, leases, publish, times, wanted }
  }

  async function create(entriesPerTopic = 10) {
    const { bus, peer } = await start(entriesPerTopic)
    return { a: join(bus, 'a'), b: join(peer, 'b'), bus, peer }
  }

  describe(`${name} as a bus`, { timeout: 20_000 }, () => {
    test('tells every member every entry once, all in one order, which is that of the ids', async () => {
      const { a, b } = await create()
      await Promise.all([1, 2, 3, 4, 5, 6].map((at) => (at % 2 ? a : b).publish(at % 3 ? '0x01' : '0x02', at)))
      await expect.poll(() => a.entries.length).toBe(6)
      await expect.poll(() => b.entries).toEqual(a.entries)
      const ids = a.entries.map(({ id }) => id)
      expect(new Set(ids).size).toBe(6)
      expect([...ids].sort(a.compare)).toEqual(ids)
      for (const id of ids) expect(id).toMatch(/^\S{1,200}$/)
    })

    test('replays of each topic what came after a cursor', async () => {
      const { a, b } = await create()
      await a.publish('0x01', 1)
      const cursor = await b.getCursor()
      await a.publish('0x02', 2)
      await a.publish('0x01', 3)
      const replays = await b.replay([toTopic('0x01'), toTopic('0x02'), toTopic('0x03')], cursor)
      const times = replays.map((replay) =>
        replay === 'expired' ? replay : replay.map(({ data }) => (data as { updatedAt: number }).updatedAt),
      )
      expect(times).toEqual([[3], [2], []])
      const newest = await b.getCursor()
      for (const replay of replays)
        for (const { id } of replay === 'expired' ? [] : replay) expect(b.compare(id, newest)).toBeLessThanOrEqual(0)
    })

    test('a cursor before what is forgotten is expired, for that topic alone', async () => {
      const { a } = await create(2)
      const cursor = await a.getCursor()
      await a.publish('0x02', 1)
      for (const at of [2, 3, 4]) await a.publish('0x01', at)
      const [first, second] = await a.replay([toTopic('0x01'), toTopic('0x02')], cursor)
      expect(first).toBe('expired')
      expect(second).toHaveLength(1)
    })

    test.each(['', 'nonsense', '-1', '0', '9999999999999-0', '{}', '\u0000', '*', 'x'.repeat(200)])(
      'a cursor that is none of its own is expired: %j',
      async (cursor) => {
        const { a } = await create()
        await a.publish('0x01', 1)
        expect(await a.replay([toTopic('0x01')], cursor)).toEqual(['expired'])
      },
    )

    test('tells what all members want together, and no more what one that left wanted', async () => {
      const { a, b } = await create()
      a.want([toTopic('0x01'), toTopic('0x02')])
      b.want([toTopic('0x02'), toTopic('0x03')])
      await expect
        .poll(() => [a.wanted.at(-1), b.wanted.at(-1)])
        .toEqual([
          ['0x01', '0x02', '0x03'],
          ['0x01', '0x02', '0x03'],
        ])
      a.leave()
      await expect.poll(() => b.wanted.at(-1)).toEqual(['0x02', '0x03'])
    })

    test('a lease is held by one member, and taken over when that one leaves', async () => {
      const { a, b } = await create()
      a.lease(['relay', 'fusion'])
      await expect
        .poll(() => a.leases)
        .toEqual([
          ['relay', true],
          ['fusion', true],
        ])
      b.lease(['relay'])
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(b.leases).toEqual([])
      a.leave()
      await expect.poll(() => b.leases, { timeout: 15_000 }).toEqual([['relay', true]])
    })

    test('a member that has left is told nothing', async () => {
      const { a, b } = await create()
      b.leave()
      await a.publish('0x01', 1)
      await expect.poll(() => a.times()).toEqual([1])
      expect(b.times()).toEqual([])
    })
  })
}

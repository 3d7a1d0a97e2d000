import type { Bus, BusEntry, BusNews, BusTopic } from 'onwire/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'

export const toBusTopic = (key: string): BusTopic => ({ protocol: 'relay', key, topic: { kind: 'status' } })
export const toNews = (key: string, data: unknown): BusNews => ({ ...toBusTopic(key), data })

/** A member that writes down what it is told. */
export function joinBus(bus: Bus, instance: string = crypto.randomUUID(), leases: string[] = []) {
  const entries: BusEntry[] = []
  const eventNames: string[] = []
  const messages: unknown[] = []
  const state = { wanted: [] as readonly string[] }
  const held = new Set<string>()
  const member = bus.join(instance, {
    entry: (entry) => entries.push(entry),
    wanted: (topics) => (state.wanted = topics.map(({ key }) => key).sort()),
    lease(protocol, isHeld) {
      leases.push(`${instance} ${isHeld ? 'holds' : 'lost'} ${protocol}`)
      if (isHeld) held.add(protocol)
      else held.delete(protocol)
    },
    degraded: (isDegraded) => eventNames.push(isDegraded ? 'degraded' : 'restored'),
    lost: () => eventNames.push('lost'),
    message: (message) => messages.push(message),
  })
  onTestFinished(() => member.leave())
  return { member, entries, eventNames, messages, state, held, data: () => entries.map(({ data }) => data) }
}

export const eventually = (check: () => void | Promise<void>, timeout = 60_000) =>
  vi.waitFor(check, { timeout, interval: 20 })

/** What every bus keeps. `create` gives as many buses of different instances as are asked for, that are one. */
export function describeBus(name: string, create: (count: number) => Promise<readonly Bus[]>) {
  const two = async () => {
    const [first, second] = await create(2)
    const [a, b] = [joinBus(first!), joinBus(second!)]
    await Promise.all([a.member.getCursor(), b.member.getCursor()])
    return { a, b, first: first!, second: second! }
  }

  describe(`${name}, as every bus`, { timeout: 600_000 }, () => {
    test('tells every member every entry once, in one order, which is that of the ids', async () => {
      const { a, b } = await two()
      for (let i = 0; i < 50; i += 1) await (i % 2 ? a : b).member.publish(toNews(`k${i % 3}`, i))
      await eventually(() => expect([a.entries.length, b.entries.length]).toEqual([50, 50]))
      expect(a.data()).toEqual(Array.from({ length: 50 }, (_, i) => i))
      expect(b.entries).toEqual(a.entries)
      const ids = a.entries.map(({ id }) => id)
      expect([...ids].sort(a.member.compare)).toEqual(ids)
      expect(new Set(ids).size).toBe(50)
      for (const id of ids) expect(id).toMatch(/^\S+$/)
    })

    test('hands an entry on as it was published', async () => {
      const { a, b } = await two()
      const news = { ...toNews('k', { text: 'ä\n"', list: [1, null] }), from: 'somebody' }
      await a.member.publish(news)
      await eventually(() => expect(b.entries).toHaveLength(1))
      expect(b.entries[0]).toEqual({ ...news, id: expect.any(String) })
    })

    test('sends messages to the other members, which no cursor replays', async () => {
      const { a, b } = await two()
      const cursor = await a.member.getCursor()
      a.member.send?.({ words: ['ä'] })
      await a.member.publish(toNews('x', 1))
      await eventually(() => expect([b.messages, b.entries.length]).toEqual([[{ words: ['ä'] }], 1]))
      const replays = await b.member.replay([toBusTopic('x')], cursor)
      expect(replays).toMatchObject([[{ data: 1 }]])
    })

    test('replays of each topic what came after a cursor, also one that another member gave', async () => {
      const { a, b } = await two()
      await a.member.publish(toNews('x', 'before'))
      const cursor = await a.member.getCursor()
      for (const i of [1, 2, 3]) await a.member.publish(toNews(i === 2 ? 'y' : 'x', i))
      await eventually(() => expect(b.entries).toHaveLength(4))
      const replays = await b.member.replay(['x', 'y', 'z'].map(toBusTopic), cursor)
      expect(replays.map((replay) => replay !== 'expired' && replay.map(({ data }) => data))).toEqual([[1, 3], [2], []])
      const [rest] = await b.member.replay([toBusTopic('x')], b.entries[1]!.id)
      expect(rest).toEqual([b.entries[3]])
    })

    test('calls a cursor expired that is none of its own', async () => {
      const { a } = await two()
      await a.member.publish(toNews('x', 1))
      const strange = ['', '0', '-1', '-', '+', '$', '*', '0-0', '5-1', '{}', '\u0000', 'gibberish', '../../x']
      for (const cursor of [...strange, '99999999999999-0', 'x'.repeat(200)])
        expect(await a.member.replay([toBusTopic('x')], cursor)).toEqual(['expired'])
    })

    test('knows a cursor before there was an entry, and nothing later is before it', async () => {
      const { a, b } = await two()
      const cursor = await b.member.getCursor()
      await a.member.publish(toNews('x', 1))
      await eventually(() => expect(b.entries).toHaveLength(1))
      expect(b.member.compare(b.entries[0]!.id, cursor)).toBeGreaterThan(0)
      expect(await b.member.replay([toBusTopic('x')], cursor)).toEqual([b.entries])
    })

    test('tells every member what all of them want, until they leave', async () => {
      const { a, b } = await two()
      a.member.want(['x', 'y'].map(toBusTopic))
      b.member.want(['y', 'z'].map(toBusTopic))
      await eventually(() => expect([a, b].map(({ state }) => state.wanted.join(''))).toEqual(['xyz', 'xyz']))
      a.member.want([toBusTopic('x')])
      b.member.want([])
      await eventually(() => expect([a.state.wanted, b.state.wanted]).toEqual([['x'], ['x']]))
      void a.member.leave()
      await eventually(() => expect(b.state.wanted).toEqual([]))
    })

    test('lets one member at a time hold a lease, and another one when that one leaves', async () => {
      const { a, b } = await two()
      a.member.lease(['relay'])
      await eventually(() => expect([...a.held]).toEqual(['relay']))
      b.member.lease(['relay', 'fusion'])
      await eventually(() => expect([...b.held]).toEqual(['fusion']))
      expect([...a.held]).toEqual(['relay'])
      void a.member.leave()
      await eventually(() => expect([...b.held].sort()).toEqual(['fusion', 'relay']))
    })

    test('lets nobody who leaves take a lease away from its holder', async () => {
      const { a, b, second } = await two()
      a.member.lease(['relay'])
      await eventually(() => expect(a.held.size).toBe(1))
      b.member.lease(['relay'])
      await b.member.getCursor()
      void b.member.leave()
      const late = joinBus(second)
      late.member.lease(['relay', 'fusion'])
      await eventually(() => expect([...late.held]).toEqual(['fusion']))
      expect([...a.held]).toEqual(['relay'])
    })

    test('tells nothing before it has been joined, nor after it was left', async () => {
      const { a, b, first } = await two()
      void a.member.leave()
      let isJoined = false
      const received: boolean[] = []
      const tell = () => received.push(isJoined)
      const late = first.join('late', { entry: tell, wanted: tell, lease: tell, degraded: tell, lost: tell })
      isJoined = true
      late.want([toBusTopic('x')])
      late.lease(['relay'])
      await late.getCursor()
      await b.member.publish(toNews('x', 1))
      await eventually(() => expect(b.entries).toHaveLength(1))
      await eventually(() => expect(received.length).toBeGreaterThan(0))
      expect(received).not.toContain(false)
      expect(a.entries).toEqual([])
      void late.leave()
    })
  })
}

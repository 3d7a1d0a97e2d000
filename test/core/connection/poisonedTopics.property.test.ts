import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkProperty } from '../../support/property.js'
import { follow } from '../support/followed.js'
import { toTopic } from '../support/scriptedService.js'

interface Broker {
  readonly names: readonly string[]
  /** The service ends any link that they are subscribed on. */
  readonly poison: ReadonlySet<string>
  readonly hasAcks: boolean
  /** It says which one it was, and then hangs up. */
  readonly isNamed?: boolean
  /** How long it takes to hang up. */
  readonly afterMs: number
}

/** A page that follows all topics of a broker which hangs up for some of them. */
function start({ afterMs, hasAcks, names, isNamed, poison }: Broker) {
  const setup = follow({ liveness: hasAcks ? { readyMs: 10_000, ackMs: 5_000 } : { readyMs: 10_000 } })
  const { clock, service, watch, wait } = setup
  const ended = { count: 0 }
  service.answer = () => ({ at: 1, word: 'one' })
  service.onOpen = () => {
    clock.setTimeout(() => {
      const link = service.last()
      link.open()
      link.say('ready')
    }, 50)
  }
  service.onSend = (frame) => {
    const [sign, ...letters] = frame
    const name = letters.join('')
    const link = service.last()
    if (sign !== '+') return
    if (!poison.has(name)) {
      if (hasAcks) clock.setTimeout(() => link.isClosed || link.say(`ack ${name}`), 50)
      return
    }
    clock.setTimeout(() => {
      if (link.isClosed) return
      ended.count += 1
      if (isNamed) link.say(`refuse ${name}`)
      link.close()
    }, afterMs)
  }
  const stops = new Map(names.map((name) => [name, watch(name)]))
  const live = () => names.filter((name) => setup.transport(name) === 'socket')
  return { ...setup, ended, live, stops, wait }
}

const names = ['a', 'b', 'c', 'd', 'e', 'f']

test('Whichever topics a service ends links for, all others are live within minutes, and those are told of and polled', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom(0, 20, 200, 1_500),
      async (bad, hasAcks, isNamed, afterMs) => {
        const poison = new Set(bad)
        const setup = start({ names, poison, hasAcks, isNamed, afterMs })
        await setup.wait(400_000)
        expect(setup.live()).toEqual(names.filter((name) => !poison.has(name)))
        expect(setup.engine.getConnection().status).toBe('connected')
        const toldOf = setup.diagnostics.flatMap(
          ({ message }) => /^(\w) was not confirmed: LINK_ENDED/.exec(message)?.[1] ?? [],
        )
        expect([...new Set(toldOf)].sort()).toEqual([...poison].sort())
        for (const name of poison) expect(setup.transport(name)).toBe('polling')
        // Each costs the batch, and one or two trials of its own.
        expect(setup.ended.count).toBeLessThanOrEqual(1 + 3 * poison.size)
        for (const stop of setup.stops.values()) stop()
        await setup.wait(20_000)
        expect([setup.timers(), setup.service.last().isClosed]).toEqual([0, true])
      },
    ),
    { atLeast: 30 },
  )
})

describe('A topic that ends links', () => {
  const bad = { names, poison: new Set(['c']), hasAcks: true, afterMs: 20 } as const

  test('that the service names is left out at once', async () => {
    const { ended, live, wait } = start({ ...bad, isNamed: true })
    await wait(10_000)
    expect([live().length, ended.count]).toEqual([5, 1])
  })

  test('is tried again ten minutes later, and each ten minutes after that', async () => {
    const { ended, live, wait } = start({ ...bad, isNamed: true })
    await wait(595_000)
    expect(ended.count).toBe(1)
    await wait(20_000)
    expect(ended.count).toBe(2)
    await wait(2_400_000)
    expect([live().length, ended.count]).toEqual([5, 6])
  })

  test('is live once the service bears it', async () => {
    const poison = new Set(['c'])
    const { live, wait } = start({ ...bad, poison })
    await wait(120_000)
    expect(live()).toHaveLength(5)
    poison.clear()
    await wait(620_000)
    expect(live()).toEqual(names)
  })

  test('is tried at once when it is asked for anew', async () => {
    const { ended, stops, wait, watch } = start({ ...bad, isNamed: true })
    await wait(30_000)
    stops.get('c')?.()
    await wait(10_000)
    watch('c')
    await wait(5_000)
    expect(ended.count).toBe(2)
  })

  test('without any other is tried as ever: it may be the service that drops every link', async () => {
    const { diagnostics, ended, wait } = start({ ...bad, names: ['c'] })
    await wait(600_000)
    expect(ended.count).toBeGreaterThanOrEqual(9)
    expect(diagnostics.map(({ message }) => message).filter((message) => message.includes('LINK_ENDED'))).toEqual([])
  })
})

test('A service that takes links and drops them makes no topic an outcast: all are live once it is well', async () => {
  const { clock, diagnostics, live, service, wait } = start({ names, poison: new Set(), hasAcks: true, afterMs: 0 })
  let isIll = true
  const open = service.onOpen
  service.onOpen = (events) => {
    open?.(events)
    if (isIll) clock.setTimeout(() => service.last().close(), 70)
  }
  await wait(120_000)
  expect(service.links.length).toBeGreaterThan(4)
  isIll = false
  await wait(61_000)
  expect(live()).toEqual(names)
  expect(diagnostics.filter(({ message }) => message.includes('LINK_ENDED'))).toEqual([])
})

test('A topic whose frame cannot be made is left out, and keeps no other from being live', async () => {
  const { engine, live, service, wait } = start({ names, poison: new Set(), hasAcks: true, afterMs: 0 })
  const { sync } = service.protocol.live
  Object.assign(service.protocol.live, {
    sync(wanted: readonly { readonly name: string }[], sent: readonly { readonly name: string }[]) {
      if (wanted.some(({ name }) => name === 'c') && !sent.some(({ name }) => name === 'c')) throw new Error('No frame')
      return sync(
        wanted.map(({ name }) => toTopic(name)),
        sent.map(({ name }) => toTopic(name)),
      )
    },
  })
  await wait(120_000)
  expect([live(), engine.getConnection().status]).toEqual([names.filter((name) => name !== 'c'), 'connected'])
})

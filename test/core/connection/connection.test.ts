import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createConnection } from '../../../src/core/connection/connection.js'
import type { Liveness } from '../../../src/core/contract/protocol.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createScriptedService, refusalCode, toTopic, type Note, type NoteTopic } from '../support/scriptedService.js'
import { checkProperty } from '../../support/property.js'

function start(names: readonly string[] = ['a'], isWanted = true, liveness?: Liveness, isTriedOnce = false) {
  const { clock, environment, page, timers } = createTestEnvironment()
  const service = createScriptedService(liveness ? { liveness } : {})
  const wanted = new Map<string, NoteTopic>(names.map((name) => [name, toTopic(name)]))
  const received: string[] = []
  const reported: string[] = []
  const failures: string[] = []
  const live = { ...service.protocol.live, isTriedOnce }
  const connection = createConnection<NoteTopic, Note, string, string>(live, environment, wanted, {
    change() {
      const { reason, status } = connection.getInfo()
      received.push(reason ?? status)
    },
    page: (signal) => received.push(`page ${signal}`),
    update: (key, { word }) => received.push(`update ${key} ${word}`),
    acknowledged: (key) => received.push(`acknowledged ${key}`),
    changed: (key) => received.push(`unacknowledged ${key} ${reported.at(-1)}`),
    report(code, message) {
      const word = message.replace(/.*: (\w+)\.$/, '$1')
      reported.push(word)
      if (code === 'CONNECTION_FAILED') failures.push(message)
      if (code === 'CONNECTION_REFUSED') received.push(`refused ${word}`)
      if (code === 'MALFORMED_FRAME') received.push('malformed')
      if (code === 'HELLO_FAILED') received.push('hello failed')
    },
  })
  /** Opens, is ready, acknowledges everything. */
  const greet = () => {
    service.last().open()
    service.last().say('ready', ...[...wanted.keys()].map((key) => `ack ${key}`))
  }
  if (isWanted) connection.sync()
  return { clock, connection, failures, greet, page, service, timers, received, wanted }
}

test('Whoever looks is told of each link that never got ready, and of none that did', () => {
  const { clock, failures, greet, service } = start()
  service.last().close({ message: 'Nobody is there.' })
  expect(failures).toEqual(['Nobody is there.'])
  clock.advance(5_000)
  // It opens, and says nothing more.
  service.last().open()
  clock.advance(20_000)
  expect(failures).toEqual(['Nobody is there.', 'Not ready in time.'])
  greet()
  service.last().close()
  expect(failures).toHaveLength(2)
})

test('A connection opens at the first interest, greets, subscribes and says so', () => {
  const { connection, greet, service, received } = start(['a', 'b'])
  connection.sync()
  expect([service.links.length, received]).toEqual([1, ['connecting']])
  greet()
  expect(received).toEqual(['connecting', 'connecting', 'connected', 'acknowledged a', 'acknowledged b'])
  expect(connection.getInfo()).toEqual({ status: 'connected' })
  expect([connection.isAcknowledged('a'), connection.isAcknowledged('c')]).toEqual([true, false])
})

test('A connection opens nothing where nobody wants anything', () => {
  const { connection, page, service, timers, received } = start([])
  connection.reconnect()
  connection.suspectSilence('a', Infinity)
  expect([service.links.length, received, timers(), page.watchers()]).toEqual([0, [], 0, 0])
})

test('After the last interest there is no link, no timer and no listener, and the next one starts anew', () => {
  const { connection, greet, page, service, timers, received, wanted } = start()
  greet()
  wanted.clear()
  connection.sync()
  expect([service.last().isClosed, timers(), page.watchers(), received.at(-1)]).toEqual([true, 0, 0, 'idle'])
  wanted.set('b', toTopic('b'))
  connection.sync()
  greet()
  expect([service.links.length, service.last().sent, connection.isAcknowledged('b')]).toEqual([2, ['+b'], true])
})

test('A connection with nothing wanted any more leaves nothing, whatever it was doing', () => {
  for (const act of [() => {}, 'open', 'ready', 'closed', 'refused'] as const) {
    const { connection, greet, page, service, timers, wanted } = start()
    if (act === 'open') service.last().open()
    if (act === 'ready') greet()
    if (act === 'closed') service.last().close()
    if (act === 'refused') service.last().say('refuse')
    wanted.clear()
    connection.sync()
    expect([timers(), page.watchers(), connection.getInfo().status]).toEqual([0, 0, 'idle'])
    expect(service.last().isClosed).toBe(true)
  }
})

test('A page that went away while nobody wanted anything keeps no link from opening', () => {
  const { connection, page, service, wanted } = start()
  page.pagehide()
  wanted.clear()
  connection.sync()
  wanted.set('a', toTopic('a'))
  connection.sync()
  expect(service.links).toHaveLength(2)
})

describe('A link that fails', () => {
  test('while it opens, is followed by another, and its late events are ignored', () => {
    const { clock, greet, service, received } = start()
    const [first] = service.links
    first?.close()
    expect(received).toEqual(['connecting', 'connecting'])
    clock.advance(2_500)
    expect(service.links).toHaveLength(2)
    first?.open()
    first?.say('ready', 'ack a', 'note a 1 x', 'refuse')
    first?.close()
    expect([first?.sent, service.links.length]).toEqual([[], 2])
    greet()
    expect(received.slice(3)).toEqual(['connecting', 'connected', 'acknowledged a'])
  })

  test('within its own opening, is followed by another', () => {
    const { connection, service, wanted, clock, received, greet, timers } = start(['a'], false)
    service.onOpen = (events) => events.close({ opened: false, message: 'at once' })
    wanted.set('a', toTopic('a'))
    connection.sync()
    expect([timers(), received]).toEqual([1, ['connecting', 'connecting']])
    service.onOpen = undefined
    clock.advance(2_500)
    greet()
    expect([service.links.length, connection.isAcknowledged('a')]).toEqual([2, true])
  })

  test('after it was up, is followed by one that subscribes each topic once', () => {
    const { clock, greet, service, received } = start(['a', 'b'])
    greet()
    service.last().close()
    expect(received.at(-1)).toBe('reconnecting')
    clock.advance(2_500)
    greet()
    expect(service.links.map(({ sent }) => sent)).toEqual([
      ['+a', '+b'],
      ['+a', '+b'],
    ])
  })

  test('because it says no "ready" within 10 s of opening, is hung up and replaced', () => {
    const { clock, service, timers } = start()
    clock.advance(9_000)
    service.last().open()
    clock.advance(9_999)
    expect(service.log).toEqual(['open'])
    clock.advance(1)
    expect([service.log, timers()]).toEqual([['open', 'close'], 1])
    clock.advance(2_500)
    expect(service.log).toEqual(['open', 'close', 'open'])
  })

  test('to open five times in a row, is "unreachable", tried once in 45 to 60 s, and never given up', () => {
    const { clock, greet, service, received } = start()
    const openedAt: number[] = []
    for (let minute = 0; minute < 10; minute += 1) {
      openedAt.push(clock.now())
      service.last().close()
      clock.advance(clock.nextIn() ?? 0)
    }
    const waits = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0))
    expect(waits).toEqual([2_500, 5_000, 10_000, 20_000, 52_500, 52_500, 52_500, 52_500, 52_500])
    expect(received.at(-1)).toBe('unreachable')
    greet()
    expect(received.slice(-3)).toEqual(['unreachable', 'connected', 'acknowledged a'])
  })

  test('soon after it was up, is tried ever more slowly; only 10 s of life are forgiven', () => {
    const { clock, greet, service } = start()
    const waits: (number | undefined)[] = []
    for (const lifeMs of [0, 9_999, 9_999, 10_000, 0]) {
      greet()
      clock.advance(lifeMs)
      service.last().close()
      waits.push(clock.nextIn())
      clock.advance(clock.nextIn() ?? 0)
    }
    expect(waits).toEqual([2_500, 5_000, 10_000, 2_500, 5_000])
  })
})

describe('A service that refuses', () => {
  test.each([
    ['by frame', (service: ReturnType<typeof start>['service']) => service.last().say('refuse'), 'BAD_KEY'],
    [
      'by a close code',
      (service: ReturnType<typeof start>['service']) => service.last().close({ code: refusalCode }),
      `CLOSE_${refusalCode}`,
    ],
  ])('%s is tried once more, and then no more', (_title, refuse, code) => {
    const { clock, connection, page, service, timers, received } = start()
    service.last().open()
    refuse(service)
    expect(received.slice(2)).toEqual([`refused ${code}`, 'connecting'])
    clock.advance(2_500)
    service.last().open()
    refuse(service)
    expect([received.at(-1), timers()]).toEqual(['refused', 0])
    clock.advance(3_600_000)
    page.goOffline()
    page.goOnline()
    page.pagehide()
    page.wake()
    connection.sync()
    expect([service.links.length, connection.getInfo().reason]).toEqual([2, 'refused'])
  })

  test('is tried again when it is told to, and forgiven once it was up for long', () => {
    const { clock, connection, greet, service } = start()
    service.last().say('refuse')
    clock.advance(2_500)
    service.last().say('refuse')
    connection.reconnect()
    expect(service.links).toHaveLength(3)
    greet()
    clock.advance(10_000)
    service.last().say('refuse')
    expect(connection.getInfo().status).toBe('reconnecting')
  })

  test('is asked by no close code that passes', () => {
    const { connection, service } = start()
    for (const code of [1000, 1001, 1006, 1012, 1013]) {
      service.last().close({ code })
      connection.reconnect()
    }
    expect(connection.getInfo().status).toBe('connecting')
  })
})

describe('A service that acknowledges nothing', () => {
  test('gets one new link, and no more: it may push all the same', () => {
    const { clock, connection, service, received } = start(['a', 'b'])
    const greetSilently = () => {
      service.last().open()
      service.last().say('ready')
      clock.advance(5_000)
    }
    greetSilently()
    expect(received.slice(3)).toEqual(['unacknowledged a ACK_LATE', 'unacknowledged b ACK_LATE', 'reconnecting'])
    clock.advance(2_500)
    greetSilently()
    clock.advance(3_600_000)
    expect([service.links.length, connection.getInfo().status]).toEqual([2, 'connected'])
    service.last().say('note a 1 x')
    expect([connection.isAcknowledged('a'), connection.isAcknowledged('b')]).toEqual([true, false])
  })

  test('gets another one if it had recovered meanwhile', () => {
    const { clock, greet, service } = start()
    for (let round = 0; round < 2; round += 1) {
      service.last().open()
      service.last().say('ready')
      clock.advance(5_000)
      clock.advance(clock.nextIn() ?? 0)
      greet()
      service.last().close()
      clock.advance(clock.nextIn() ?? 0)
    }
    expect(service.links).toHaveLength(5)
  })
})

describe('The page', () => {
  test('is told of before the connection acts on it', () => {
    const { greet, page, service, received } = start()
    greet()
    page.pagehide()
    expect(received.slice(-2)).toEqual(['page hide', 'reconnecting'])
    expect(service.log.at(-1)).toBe('close')
    page.wake()
    expect(received.slice(-2)).toEqual(['page wake', 'reconnecting'])
    expect(service.log.at(-1)).toBe('open')
  })

  test('that goes offline keeps its link, tries one a minute, and one at once when it is back', () => {
    const { clock, greet, page, service, timers, received } = start()
    greet()
    page.goOffline()
    expect(received.slice(-2)).toEqual(['page change', 'connected'])
    service.last().close()
    expect([received.at(-1), timers()]).toEqual(['offline', 1])
    clock.advance(59_999)
    expect(service.links).toHaveLength(1)
    clock.advance(1)
    service.last().close()
    expect([service.links.length, received.at(-1)]).toEqual([2, 'offline'])
    page.goOnline()
    expect([service.links.length, received.at(-1)]).toEqual([3, 'reconnecting'])
  })

  test('that is offline before anything is wanted opens all the same, and is connected where the browser is wrong', () => {
    const { connection, greet, page, service, received } = start(['a'], false)
    page.goOffline()
    connection.sync()
    expect([service.links.length, received.at(-1)]).toEqual([1, 'offline'])
    greet()
    expect(connection.getInfo().status).toBe('connected')
  })

  test('is listened to once', () => {
    const { connection, page, wanted } = start()
    wanted.set('b', toTopic('b'))
    connection.sync()
    connection.sync()
    expect(page.watchers()).toBe(1)
  })
})

test('No wait starts anew because of what happens meanwhile', () => {
  const { clock, connection, greet, page, service, wanted } = start()
  const meddle = () => {
    wanted.set('b', toTopic('b'))
    connection.sync()
    page.hide()
  }
  clock.advance(9_000)
  meddle()
  expect(clock.nextIn()).toBe(1_000)
  page.show()
  service.last().close()
  clock.advance(1_000)
  meddle()
  expect(clock.nextIn()).toBe(1_500)
  clock.advance(1_500)
  greet()
  clock.advance(9_000)
  meddle()
  expect(clock.nextIn()).toBe(1_000)
})

test('Reconnecting while it is connected changes nothing', () => {
  const { clock, connection, greet, service, received } = start()
  greet()
  const before = received.length
  connection.reconnect()
  clock.advance(5_000)
  expect([service.log, received.length]).toEqual([['open', 'send +a'], before])
})

test('A link that is distrusted is replaced', () => {
  const { clock, connection, greet, service } = start()
  greet()
  connection.suspectSilence('a', Infinity)
  connection.suspectSilence('a', Infinity)
  clock.advance(2_500)
  expect(service.log).toEqual(['open', 'send +a', 'close', 'open'])
})

test('A link that cannot send is replaced', () => {
  const { clock, service, received } = start()
  service.onSend = () => {
    throw new Error('InvalidStateError')
  }
  service.last().open()
  service.last().say('ready')
  expect(received.slice(2)).toEqual(['connected', 'malformed', 'reconnecting'])
  clock.advance(2_500)
  expect(service.log).toEqual(['open', 'close', 'open'])
})

test('A link is trusted as long as it has brought anything since', () => {
  const { clock, connection, greet, service } = start()
  greet()
  clock.advance(1_000)
  service.last().say('alive')
  connection.suspectSilence('b', clock.now())
  expect(service.log).toEqual(['open', 'send +a'])
  connection.suspectSilence('b', clock.now() + 1)
  expect(service.log.at(-1)).toBe('close')
})

test('Whatever happens, there is one link at most and one timer for it, neither where nothing is wanted, and no end to trying', () => {
  const act = fc.constantFrom(
    ...(['want', 'unwant', 'sync', 'reconnect', 'suspectSilence', 'open', 'ready', 'refuse', 'close'] as const),
    ...(['hide', 'show', 'goOffline', 'goOnline', 'pagehide', 'wake', 'wait'] as const),
  )
  checkProperty(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const { clock, connection, page, service, timers, wanted } = start([], true, { readyMs: 10_000 })
      for (const word of acts) {
        const link = service.links.at(-1)
        if (word === 'want') wanted.set('a', toTopic('a'))
        else if (word === 'unwant') wanted.clear()
        else if (word === 'reconnect') connection.reconnect()
        else if (word === 'suspectSilence') connection.suspectSilence('a', Infinity)
        else if (word === 'wait') clock.advance(clock.nextIn() ?? 0)
        else if (word === 'open' || word === 'close') link?.[word]()
        else if (word === 'ready' || word === 'refuse') link?.say(word)
        else if (word !== 'sync') page[word]()
        if (word === 'want' || word === 'unwant' || word === 'sync') connection.sync()
        const open = service.links.filter(({ isClosed }) => !isClosed)
        expect(open.length).toBeLessThanOrEqual(word === 'pagehide' ? 0 : wanted.size)
        expect(page.watchers()).toBe(wanted.size)
        const { reason, status } = connection.getInfo()
        expect(status === 'idle').toBe(wanted.size === 0)
        const isTried = wanted.size > 0 && reason !== 'refused'
        if (open.length === 0) expect(timers()).toBe(isTried ? 1 : 0)
        // Once it has stayed up there is nothing to wait for, but for the next of the topics that are on trial.
        else expect(timers()).toBeOneOf(status === 'connected' ? [0, 1, 2] : [1])
      }
    }),
  )
})

describe('A link that is tried once', () => {
  type Run = (from: ReturnType<typeof start>) => void
  const fail: Run = ({ service }) => service.last().close()
  const open: Run = ({ service }) => service.last().open()
  const wait: Run = ({ clock }) => clock.advance(20_000)
  const refuse: Run = ({ service }) => service.last().close({ code: refusalCode })
  const goOffline: Run = ({ page }) => page.goOffline()
  const showAgain: Run = ({ page }) => {
    page.hide()
    page.show()
  }

  test.each<[string, readonly Run[], number, string]>([
    ['is the last one where it could not be opened', [fail], 1, 'idle'],
    ['is the last one where it was refused', [open, refuse], 1, 'idle'],
    ['is the last one where it was refused in words', [open, ({ service }) => service.last().say('refuse')], 1, 'idle'],
    ['is the last one where nothing came of it', [wait], 1, 'idle'],
    ['is the last one where it opened and no greeting came', [open, wait], 1, 'idle'],
    ['stays the last one, whatever the page does', [fail, showAgain], 1, 'idle'],
    ['stays the last one for who looks later', [fail, ({ connection }) => connection.sync()], 1, 'idle'],
    [
      'is followed by another where a person asks for it',
      [fail, ({ connection }) => connection.reconnect()],
      2,
      'open',
    ],
    ['is followed by another where there was no network', [goOffline, fail, wait, wait, wait], 2, 'offline'],
    [
      'is followed by another once it was up',
      [({ greet }) => greet(), fail, ({ clock }) => clock.advance(5_000)],
      2,
      'open',
    ],
    ['is the last one once it was up and is refused', [({ greet }) => greet(), refuse], 1, 'idle'],
  ])('%s', (_, runs, links, word) => {
    const from = start(['a'], true, undefined, true)
    for (const run of runs) run(from)
    from.clock.advance(3_600_000 * Number(word === 'idle'))
    const { reason, status } = from.connection.getInfo()
    expect([from.service.links.length, reason ?? status.replace(/^(re)?connecting$/, 'open')]).toEqual([links, word])
    if (word === 'idle') expect(from.timers()).toBe(0)
  })
})

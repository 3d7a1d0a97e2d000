import { describe, expect, test } from 'vitest'
import { createHello } from '../../../src/core/connection/hello.js'
import { createLinkSession } from '../../../src/core/connection/linkSession.js'
import type { Liveness } from '../../../src/core/contract/protocol.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createScriptedService, refusalCode, toTopic, type Note, type NoteTopic } from '../support/scriptedService.js'

function start(
  names: readonly string[] = ['a', 'b'],
  liveness?: Liveness,
  hello?: (signal: AbortSignal) => Promise<readonly string[]>,
) {
  const { clock, environment, timers } = createTestEnvironment()
  const service = createScriptedService(liveness ? { liveness } : {})
  if (hello) Object.assign(service.protocol.live, { hello: createHello(hello) })
  const wanted = new Map<string, NoteTopic>(names.map((name) => [name, toTopic(name)]))
  const received: string[] = []
  const reported: string[] = []
  const session = createLinkSession<NoteTopic, Note, string, string>(service.protocol.live, environment.clock, wanted, {
    link: (word) => word === 'refused' || received.push(word),
    update: (key, { word }) => received.push(`update ${key} ${word}`),
    acknowledged: (key) => received.push(`acknowledged ${key} after ${service.last().sent.join(' ')}`),
    changed: (key) => received.push(`unacknowledged ${key} ${reported.at(-1)}`),
    change: () => received.push(`info`),
    report(code, message, frame) {
      const word = message.replace(/.*: (\w+)\.$/, '$1')
      reported.push(word)
      if (code === 'MALFORMED_FRAME') received.push(`malformed ${String(frame)}: ${message}`)
      if (code === 'CONNECTION_REFUSED') received.push(`refused ${word}`)
      if (code === 'HELLO_FAILED') received.push('hello failed')
    },
  })
  return { clock, link: service.last(), service, session, timers, received, wanted }
}

describe('Before "ready"', () => {
  test('nothing is sent, not even when it is asked to', () => {
    const { link, session, received } = start()
    link.open()
    session.sync()
    expect({ sent: link.sent, received }).toEqual({ sent: [], received: ['opened'] })
    link.say('ready', 'ready')
    expect({ sent: link.sent, received }).toEqual({ sent: ['+a', '+b'], received: ['opened', 'ready'] })
  })

  test('an ack or an update confirms nothing', () => {
    const { link, session, received } = start()
    link.open()
    link.say('ack a', 'note b 1 x')
    expect(session.getSubscription('a') === 'acknowledged' || session.getSubscription('b') === 'acknowledged').toBe(
      false,
    )
    expect(received).toEqual(['opened', 'update b x'])
  })
})

describe('Subscriptions', () => {
  test('each topic is sent once a link, and unsubscribed once', () => {
    const { link, session, wanted } = start()
    link.open()
    link.say('ready')
    session.sync()
    wanted.set('c', toTopic('c'))
    session.sync()
    session.sync()
    wanted.delete('a')
    session.sync()
    session.sync()
    expect(link.sent).toEqual(['+a', '+b', '+c', '-a'])
  })

  test('a refusal that names nothing is of the only topic that waits for its answer, which is tried again in a minute', () => {
    const { clock, link, session, received } = start()
    link.open()
    link.say('ready', 'ack a', 'fault')
    expect([session.getSubscription('a'), session.getSubscription('b')]).toEqual(['acknowledged', 'lost'])
    expect(received.at(-1)).toBe('unacknowledged b REFUSED')
    // It was meant for something else.
    const sent = link.sent.length
    clock.advance(59_000)
    expect(link.sent.length).toBe(sent)
    clock.advance(1_000)
    expect([link.sent.slice(sent), session.getSubscription('b')]).toEqual([['+b'], 'sent'])
    link.say('ack b')
    expect(session.getSubscription('b')).toBe('acknowledged')
    clock.advance(120_000)
    expect(link.sent.length).toBe(sent + 1)
  })

  test('a topic that a refusal without a name was taken for is believed when it is pushed all the same', () => {
    const { link, session } = start()
    link.open()
    link.say('ready', 'ack a', 'fault')
    link.say('note b 1 x')
    expect(session.getSubscription('b')).toBe('acknowledged')
  })

  test.each([
    ['two wait', [], ['sent', 'sent']],
    ['none waits', ['ack a', 'ack b'], ['acknowledged', 'acknowledged']],
  ])('a refusal that names nothing refuses nobody where %s', (_case, acks, states) => {
    const { link, session, received } = start()
    link.open()
    link.say('ready', ...acks, 'fault')
    expect([session.getSubscription('a'), session.getSubscription('b')]).toEqual(states)
    expect(received.join()).not.toMatch(/REFUSED/)
  })

  test('an ack confirms, once, and so does an update', () => {
    const { clock, link, session, received } = start()
    link.open()
    link.say('ready', 'ack a', 'ack a', 'note b 1 x', 'note b 2 y', 'ack b')
    expect(received.slice(2)).toEqual([
      'acknowledged a after +a +b',
      'acknowledged b after +a +b',
      'update b x',
      'update b y',
    ])
    expect([
      session.getSubscription('a') === 'acknowledged',
      session.getSubscription('b') === 'acknowledged',
      session.getSubscription('c') === 'acknowledged',
    ]).toEqual([true, true, false])
    clock.advance(60_000)
    expect(received).toHaveLength(6)
  })

  test('an ack that comes within the sending counts', () => {
    const { clock, link, service, received } = start(['a'])
    service.onSend = (frame) => link.say(`ack ${frame.slice(1)}`)
    link.open()
    link.say('ready')
    clock.advance(60_000)
    expect(received).toEqual(['opened', 'ready', 'acknowledged a after '])
  })

  test('one frame may concern several topics', () => {
    const { link, received } = start()
    link.open()
    link.say('ready', 'note a,b 1 x')
    expect(received.filter((word) => word.startsWith('update'))).toEqual(['update a x', 'update b x'])
  })

  test('without acks a topic is acknowledged once its frame has left', () => {
    const { link, timers, received } = start(['a', 'b'], { readyMs: 1_000 })
    link.open()
    link.say('ready')
    expect(received).toEqual(['opened', 'ready', 'acknowledged a after +a +b', 'acknowledged b after +a +b'])
    expect(timers()).toBe(0)
  })

  test('a topic that the service refuses is unacknowledged until it pushes after all', () => {
    const { clock, link, session, received } = start(['a', 'b'])
    link.open()
    link.say('ready', 'ack a', 'refuse b', 'refuse a')
    expect(received.slice(3)).toEqual(['unacknowledged b NO_SUCH_NOTE', 'unacknowledged a NO_SUCH_NOTE'])
    link.say('note a 1 x')
    expect([session.getSubscription('a') === 'acknowledged', session.getSubscription('b') === 'acknowledged']).toEqual([
      true,
      false,
    ])
    clock.advance(60_000)
    expect(received).not.toContain('silent')
  })

  test('what concerns a topic that nobody asked for confirms nothing', () => {
    const { link, session, received } = start(['a'])
    link.open()
    link.say('ready', 'ack x', 'refuse x')
    expect([session.getSubscription('x') === 'acknowledged', received]).toEqual([false, ['opened', 'ready']])
  })
})

describe('A late ack', () => {
  test('leaves its topic unacknowledged, and the link alone while others are acknowledged', () => {
    const { clock, link, session, received } = start()
    link.open()
    link.say('ready', 'ack a')
    clock.advance(5_000)
    expect(received.slice(3)).toEqual(['unacknowledged b ACK_LATE'])
    link.say('ack b')
    expect([session.getSubscription('b') === 'acknowledged', received.at(-1)]).toEqual([
      true,
      'acknowledged b after +a +b',
    ])
  })

  test('is made up for: its topic is subscribed again once a minute, until it is acknowledged or let go', () => {
    const { clock, link, session, timers, received, wanted } = start(['a', 'b', 'c'])
    link.open()
    link.say('ready', 'ack a')
    clock.advance(5_000 + 59_999)
    expect(link.sent).toEqual(['+a', '+b', '+c'])
    clock.advance(1)
    expect(link.sent.slice(3)).toEqual(['+b', '+c'])
    link.say('ack b')
    clock.advance(5_000)
    wanted.delete('c')
    session.sync()
    clock.advance(600_000)
    expect(link.sent.slice(5)).toEqual(['-c'])
    expect(received.slice(3)).toEqual([
      'unacknowledged b ACK_LATE',
      'unacknowledged c ACK_LATE',
      'acknowledged b after +a +b +c +b +c',
      'unacknowledged c ACK_LATE',
    ])
    expect(timers()).toBe(0)
  })

  test('for every topic says that the service has forgotten this link, once', () => {
    const { clock, link, session, timers, received } = start()
    link.open()
    link.say('ready', 'alive', 'junk')
    clock.advance(4_999)
    expect(received.slice(3)).toEqual([])
    clock.advance(1)
    expect(received.slice(3)).toEqual(['unacknowledged a ACK_LATE', 'unacknowledged b ACK_LATE', 'silent'])
    session.close()
    expect(timers()).toBe(0)
  })

  test('is none where the topic was let go', () => {
    const { clock, link, session, timers, received, wanted } = start()
    link.open()
    link.say('ready')
    wanted.clear()
    session.sync()
    expect(timers()).toBe(0)
    clock.advance(60_000)
    expect(received).toEqual(['opened', 'ready'])
  })
})

test('Thousands of topics that were lost are subscribed again in one round', () => {
  const { clock, link, service } = start(Array.from({ length: 2_000 }, (_, index) => `n${index}`))
  let rounds = 0
  const { live } = service.protocol
  const { sync } = live
  Object.assign(live, {
    sync(...sets: Parameters<typeof sync>) {
      rounds += 1
      return sync(...sets)
    },
  })
  link.open()
  link.say('ready')
  clock.advance(5_000)
  expect(rounds).toBe(1)
  clock.advance(60_000)
  expect([rounds, link.sent.length]).toEqual([2, 4_000])
})

describe('Trouble', () => {
  test('junk is told, and so is a frame that the decoder breaks on', () => {
    const { link, received } = start()
    link.open()
    link.say('ready', 'blah', 'throw', 'ack a')
    expect(received.slice(2)).toEqual([
      'malformed blah: It is junk.',
      'malformed throw: Error: The decoder broke.',
      'acknowledged a after +a +b',
    ])
  })

  test('a refusal is told with its code', () => {
    const { link, received } = start()
    link.open()
    link.say('refuse')
    expect(received).toEqual(['opened', 'refused BAD_KEY'])
  })

  test('a close code by which the service refuses is a refusal, any other is not', () => {
    for (const [code, word] of [
      [refusalCode, `refused CLOSE_${refusalCode}`],
      [1006, 'closed'],
      [undefined, 'closed'],
    ] as const) {
      const { link, timers, received } = start()
      link.open()
      link.say('ready')
      link.close(code === undefined ? {} : { code })
      expect([received, timers()]).toEqual([['opened', 'ready', word], 0])
    }
  })

  test('a link that cannot send is hung up, and nothing is thrown', () => {
    const { link, service, timers, received } = start()
    service.onSend = () => {
      throw new Error('InvalidStateError')
    }
    link.open()
    link.say('ready')
    link.say('ack a')
    expect(received).toEqual(['opened', 'ready', 'malformed undefined: Error: InvalidStateError', 'closed'])
    expect([service.log, timers()]).toEqual([['open', 'close'], 0])
  })

  test('without acks either', () => {
    const { link, service, received } = start(['a'], { readyMs: 1_000 })
    service.onSend = () => {
      throw new Error('InvalidStateError')
    }
    link.open()
    link.say('ready')
    expect(received).toEqual(['opened', 'ready', 'malformed undefined: Error: InvalidStateError', 'closed'])
  })
})

describe('The end', () => {
  test('is told once, with nothing after it and no timer left', () => {
    const { clock, link, session, timers, received } = start()
    link.open()
    link.say('ready')
    link.close()
    link.close()
    link.open()
    link.say('ready', 'ack a', 'note a 1 x', 'refuse', 'junk')
    session.sync()
    clock.advance(60_000)
    expect(received).toEqual(['opened', 'ready', 'closed'])
    expect([timers(), link.sent]).toEqual([0, ['+a', '+b']])
  })

  test('that it was given itself is not told', () => {
    const { clock, link, service, session, timers, received } = start()
    link.open()
    link.say('ready')
    session.close()
    session.close()
    link.close()
    clock.advance(60_000)
    expect([received, timers(), service.log]).toEqual([['opened', 'ready'], 0, ['open', 'send +a', 'send +b', 'close']])
  })
})

test('A link session knows when its link last brought anything', () => {
  const { clock, link, session } = start()
  expect(session.getHeardAt()).toBe(0)
  link.open()
  expect(session.getHeardAt()).toBe(0)
  clock.advance(500)
  link.say('junk')
  expect(session.getHeardAt()).toBe(clock.now())
})

test('Frames are decoded against the topics that were sent, without a new list for each', () => {
  const { link, service, session, wanted } = start()
  link.open()
  link.say('ready', 'ack a', 'ack b')
  wanted.delete('a')
  session.sync()
  link.say('alive')
  const lists = service.decodedAgainst.map((topics) => topics.map(({ name }) => name).join(' '))
  expect(lists).toEqual(['', 'a b', 'a b', 'b'])
  expect(service.decodedAgainst[1]).toBe(service.decodedAgainst[2])
})

describe('A topic that the service does not push any more', () => {
  test('is subscribed anew at once, and each minute from then on', () => {
    const { clock, link, session } = start()
    link.open()
    link.say('ready', 'ack a', 'ack b')
    session.renew('a')
    expect([link.sent, session.getSubscription('a')]).toEqual([['+a', '+b', '+a'], 'sent'])
    link.say('ack a')
    session.renew('a')
    expect([link.sent.length, session.getSubscription('a')]).toEqual([3, 'lost'])
    clock.advance(59_999)
    expect(link.sent).toHaveLength(3)
    clock.advance(1)
    expect([link.sent, session.getSubscription('a')]).toEqual([['+a', '+b', '+a', '+a'], 'sent'])
  })

  test('is trusted again as soon as it is pushed', () => {
    const { clock, link, session } = start()
    link.open()
    link.say('ready', 'ack a', 'ack b')
    session.renew('a')
    link.say('ack a')
    session.renew('a')
    link.say('note a 1 one')
    clock.advance(60_000)
    expect([link.sent, session.getSubscription('a')]).toEqual([['+a', '+b', '+a'], 'acknowledged'])
  })

  test('is left alone where it was not acknowledged, or where the service sends no acks', () => {
    const { link, session } = start()
    link.open()
    link.say('ready')
    session.renew('a')
    session.renew('nothing of ours')
    expect(link.sent).toEqual(['+a', '+b'])
    const ackless = start(['a'], { readyMs: 10_000, greets: true })
    ackless.link.open()
    ackless.link.say('ready')
    ackless.session.renew('a')
    expect(ackless.link.sent).toEqual(['+a'])
  })
})

describe('A hello', () => {
  const liveness = { readyMs: 10_000, greets: true }

  test('is asked for afresh for each link, goes first, and waits for "ready" with all else', async () => {
    let asked = 0
    const hello = () => Promise.resolve([`auth ${(asked += 1)}`, 'and more'])
    for (const nth of [1, 2]) {
      asked = nth - 1
      const { clock, link, session, timers, received } = start(['a'], liveness, hello)
      expect(asked).toBe(nth - 1)
      link.open()
      session.sync()
      await clock.advanceAsync(0)
      expect({ sent: link.sent, received, timers: timers() }).toEqual({
        sent: [`auth ${nth}`, 'and more'],
        received: ['opened'],
        timers: 0,
      })
      link.say('ready')
      expect(link.sent).toEqual([`auth ${nth}`, 'and more', '+a'])
    }
  })

  test.each([
    ['rejects', () => Promise.reject(new Error('the key is sk-hushhush'))],
    [
      'throws',
      () => {
        throw new Error('the key is sk-hushhush')
      },
    ],
  ])('that %s ends the link, and what it said is not told', async (_how, hello) => {
    const { clock, link, timers, received } = start(['a'], liveness, hello)
    link.open()
    await clock.advanceAsync(0)
    expect({ received, isClosed: link.isClosed, sent: link.sent }).toEqual({
      received: ['opened', 'hello failed', 'closed'],
      isClosed: true,
      sent: [],
    })
    expect(timers()).toBe(0)
  })

  test('that hangs ends the link in time, and what comes later is not sent', async () => {
    let answer: (frames: readonly string[]) => void = () => {}
    let aborted: AbortSignal | undefined
    const { clock, link, received } = start(['a'], liveness, (signal) => {
      aborted = signal
      return new Promise((resolve) => (answer = resolve))
    })
    link.open()
    await clock.advanceAsync(9_999)
    expect([received, aborted?.aborted]).toEqual([['opened'], false])
    await clock.advanceAsync(1)
    expect([received, aborted?.aborted]).toEqual([['opened', 'hello failed', 'closed'], true])
    answer(['auth'])
    await clock.advanceAsync(20_000)
    expect([link.sent, received.length]).toEqual([[], 3])
  })

  test('is dropped with a link that nobody wants any more: nothing is told, and no timer is left', async () => {
    let aborted: AbortSignal | undefined
    const { clock, link, session, timers, received } = start(['a'], liveness, (signal) => {
      aborted = signal
      return new Promise(() => {})
    })
    link.open()
    session.close()
    await clock.advanceAsync(60_000)
    expect({ received, timers: timers(), isAborted: aborted?.aborted }).toEqual({
      received: ['opened'],
      timers: 0,
      isAborted: true,
    })
  })
})

test('A frame that wants an answer gets it', () => {
  const { link, service } = start(['a'])
  const { decode } = service.protocol.live
  Object.assign(service.protocol.live, {
    decode: (frame: string, topics: readonly NoteTopic[]) =>
      frame === 'are you there?' ? [{ type: 'alive', answer: 'yes' }] : decode(frame, topics),
  })
  link.open()
  link.say('ready', 'are you there?')
  expect(link.sent).toEqual(['+a', 'yes'])
})

import { describe, expect, test } from 'vitest'
import { follow, followUp } from '../support/followed.js'
import { graceOfFailureMs, refusalCode, toTopic } from '../support/scriptedService.js'

describe('Subscriptions', () => {
  test('the first watcher subscribes a topic, the last one lets it go after a grace, and the link with it', async () => {
    const { page, service, stops, timers, wait, watch } = await followUp()
    const second = watch('a')
    stops[0]?.()
    await wait(10_000)
    expect(service.last().sent).toEqual(['+a'])
    second()
    second()
    await wait(2_999)
    expect(service.last().isClosed).toBe(false)
    await wait(1)
    expect([service.last().isClosed, timers(), page.watchers()]).toEqual([true, 0, 0])
  })

  test('a topic among others is unsubscribed and asked for no more', async () => {
    const { asked, service, stops, wait } = await followUp(['a', 'b'])
    stops[0]?.()
    await wait(3_000)
    const before = asked('a')
    await wait(600_000)
    expect([service.last().sent, asked('a') - before]).toEqual([['+a', '+b', '-a'], 0])
  })

  test('topics that come together are subscribed together, before anything is asked twice', async () => {
    const { asked, engine, greet, service, wait, watch } = follow()
    const names = ['a', 'b', 'c']
    for (const name of names) {
      watch(name)
      watch(name)
    }
    await wait(0)
    expect([service.links.length, names.map(asked), engine.getConnection().status]).toEqual([
      1,
      [1, 1, 1],
      'connecting',
    ])
    greet()
    expect(service.last().sent).toEqual(['+a', '+b', '+c'])
  })

  test('on a server nothing is opened, watched or remembered, and a snapshot is answered', async () => {
    const { engine, page, service, timers, wait, watch, word } = follow({ isServer: true })
    watch('a')
    await wait(0)
    service.answer = () => ({ at: 1, word: 'one' })
    expect(await engine.topic(toTopic('b')).snapshot()).toEqual({ at: 1, word: 'one' })
    await wait(100)
    expect([service.links.length, service.log, word('b'), timers(), page.watchers()]).toEqual([
      0,
      ['ask b'],
      undefined,
      0,
      0,
    ])
  })
})

describe('Asking', () => {
  test('who asks meanwhile gets the same answer', async () => {
    const { engine, service, wait } = follow()
    const answers = [engine.topic(toTopic('a')).snapshot(), engine.topic(toTopic('a')).snapshot()]
    service.requests[0]?.answer({ at: 1, word: 'one' })
    await wait(0)
    expect([service.requests.length, await answers[0], await answers[1]]).toEqual([
      1,
      { at: 1, word: 'one' },
      { at: 1, word: 'one' },
    ])
  })

  test('an old answer is answered with the newest that is known', async () => {
    const { engine, service, wait } = await followUp()
    service.answer = undefined
    const answer = engine.topic(toTopic('a')).snapshot()
    service.last().say('note a 5 five')
    service.requests.at(-1)?.answer({ at: 3, word: 'three' })
    await wait(0)
    expect(await answer).toEqual({ at: 5, word: 'five' })
  })

  test('a failed request rejects, changes nothing, and the next one heals it', async () => {
    const { engine, service, word } = await followUp()
    service.answer = () => new Error('down')
    await expect(engine.topic(toTopic('a')).snapshot()).rejects.toThrow('down')
    expect(word('a')).toBe('one')
    service.answer = () => ({ at: 2, word: 'two' })
    expect(await engine.topic(toTopic('a')).snapshot()).toEqual({ at: 2, word: 'two' })
  })

  test('what is over is answered, and nothing is left of it', async () => {
    const { clock, engine, service, timers, wait } = await followUp()
    service.answer = undefined
    const pending = engine
      .topic(toTopic('a'))
      .snapshot()
      .catch((error: unknown) => error)
    const { signal } = service.requests.at(-1) ?? {}
    engine.close()
    expect(await pending).toMatchObject({ code: 'CLOSED' })
    await expect(engine.topic(toTopic('b')).snapshot()).rejects.toMatchObject({ code: 'CLOSED' })
    engine.topic(toTopic('a')).watch({ refetch: () => engine.topic(toTopic('a')).snapshot() })
    engine.reconnect()
    await wait(600_000)
    expect([signal?.aborted, timers(), clock.pending(), service.links.length]).toEqual([true, 0, 0, 1])
  })
})

describe('A poll that waits for its turn', () => {
  /** One request a minute: `first` has it, everything else waits. */
  const crowd = async (...names: string[]) => {
    const setup = follow({ requestsPerMinute: 1 })
    setup.service.answer = (name) => ({ at: 1, word: name })
    setup.watch('first')
    const stops = names.map((name) => setup.watch(name, {}, { at: 0, word: 'seen' }))
    await setup.wait(0)
    return { ...setup, stops }
  }

  test('is dropped when nobody watches any more, and the next one has its turn', async () => {
    const { asked, stops, wait } = await crowd('a', 'b', 'c')
    stops[0]?.()
    stops[1]?.()
    await wait(60_000)
    expect(['a', 'b', 'c'].map(asked)).toEqual([0, 0, 1])
  })

  test('is dropped when the page is hidden, and made up for when it is shown', async () => {
    const { asked, page, wait } = await crowd('a')
    page.hide()
    await wait(300_000)
    expect(asked('a')).toBe(0)
    page.show()
    await wait(60_000)
    expect(asked('a')).toBe(1)
  })

  test('is dropped when the end has come meanwhile', async () => {
    const { asked, greet, service, wait, word } = await crowd('a')
    greet()
    service.last().say('note a 9 end')
    await wait(300_000)
    expect([asked('a'), word('a')]).toEqual([0, 'end'])
  })

  test('is kept where nothing is known yet: somebody may still wait for it', async () => {
    const { asked, engine, service, wait, watch } = follow({ requestsPerMinute: 1 })
    service.answer = (name) => ({ at: 1, word: name })
    await engine.topic(toTopic('first')).snapshot()
    watch('a')()
    const answer = engine.topic(toTopic('a')).snapshot()
    await wait(60_000)
    expect([asked('a'), await answer]).toEqual([1, { at: 1, word: 'a' }])
  })
})

test('What was left before anything was known of it goes behind what is watched', async () => {
  const { engine, service, wait, watch } = follow({ requestsPerMinute: 1 })
  service.answer = (name) => ({ at: 1, word: name })
  await engine.topic(toTopic('first')).snapshot()
  for (const name of ['left', 'left too']) watch(name)()
  watch('watched')
  await wait(60_000)
  expect(service.log.filter((word) => word.startsWith('ask'))).toEqual(['ask first', 'ask watched'])
  await wait(180_000)
  expect(service.log.filter((word) => word.startsWith('ask')).slice(2, 4)).toEqual(['ask left', 'ask left too'])
})

describe('A snapshot that falls due', () => {
  test('while the app itself asks, is asked for after it: the cache may still take one for the other', async () => {
    const { asked, engine, greet, service, transport, wait } = follow()
    let running: Promise<unknown> | undefined
    // As a cache does it: who asks while it works gets the answer to what runs.
    const refetch = () => {
      running ??= (async () => {
        try {
          await Promise.resolve()
          return await engine.topic(toTopic('a')).snapshot()
        } finally {
          await Promise.resolve()
          running = undefined
        }
      })()
      return running
    }
    void refetch()
    await wait(0)
    engine.topic(toTopic('a')).watch({ refetch })
    await wait(0)
    greet('a')
    service.requests[0]?.answer({ at: 1, word: 'one' })
    await wait(2_000)
    expect(asked('a')).toBe(2)
    service.requests[1]?.answer({ at: 1, word: 'one' })
    await wait(0)
    expect(transport('a')).toBe('socket')
  })

  test('in mid-request by the ack, is asked for once that has been answered', async () => {
    const { asked, greet, service, transport, wait, watch } = follow()
    watch('a')
    await wait(0)
    greet('a')
    await wait(100)
    expect(asked('a')).toBe(1)
    service.requests[0]?.answer({ at: 1, word: 'one' })
    await wait(10)
    expect([asked('a'), transport('a')]).toEqual([2, 'idle'])
    service.requests[1]?.answer({ at: 1, word: 'one' })
    await wait(10)
    expect(transport('a')).toBe('socket')
  })

  test('in mid-request by the ack, is asked for at once though that one brought nothing', async () => {
    const { asked, greet, service, wait } = await followUp()
    service.last().close()
    await wait(3_000)
    service.answer = undefined
    await wait(5_000)
    const before = asked('a')
    greet('a')
    service.requests.at(-1)?.answer({ at: 1, word: 'one' })
    await wait(100)
    expect(asked('a') - before).toBe(1)
  })

  test('while one waits for its turn, is that one', async () => {
    const { asked, engine, greet, service, transport, wait, watch } = follow({ requestsPerMinute: 1 })
    service.answer = () => ({ at: 1, word: 'one' })
    await engine.topic(toTopic('first')).snapshot()
    watch('a')
    await wait(0)
    greet('a')
    await wait(60_000)
    expect([asked('a'), transport('a')]).toEqual([1, 'socket'])
  })

  test('and fails, is asked for again until it lands', async () => {
    const { asked, greet, service, transport, wait, watch } = follow()
    service.answer = () => new Error('down')
    watch('a')
    await wait(0)
    greet('a')
    await wait(30_000)
    expect([asked('a'), transport('a')]).toEqual([5, 'polling'])
    service.answer = () => ({ at: 1, word: 'one' })
    await wait(30_000)
    expect([asked('a'), transport('a')]).toEqual([7, 'socket'])
  })
})

describe('A cache', () => {
  test('that does not ask is told again later, and another has its turn first', async () => {
    const { asked, service, wait, watch } = follow()
    const received: string[] = []
    service.answer = () => ({ at: 1, word: 'one' })
    watch('a', { refetch: async () => received.push('deaf') })
    watch('a')
    await wait(10_000)
    expect([received, asked('a') > 0]).toEqual([['deaf'], true])
  })

  test('that never asks is not told in a loop', async () => {
    const { wait, watch } = follow()
    let received = 0
    watch('a', { refetch: async () => (received += 1) })
    await wait(60_000)
    expect(received).toBeGreaterThan(3)
    expect(received).toBeLessThan(12)
  })

  test('that never comes back keeps nobody else from asking once it has left', async () => {
    const { asked, service, wait, watch } = follow()
    service.answer = () => ({ at: 1, word: 'one' })
    const stop = watch('a', { refetch: () => new Promise(() => {}) })
    watch('a')
    await wait(9_000)
    expect(asked('a')).toBe(0)
    stop()
    await wait(10_000)
    expect(asked('a')).toBeGreaterThan(0)
  })

  test('that rejects is told again', async () => {
    const { asked, engine, service, wait, watch } = follow()
    let isCancelled = true
    service.answer = () => ({ at: 1, word: 'one' })
    watch('a', {
      refetch: () => (isCancelled ? Promise.reject(new Error('cancelled')) : engine.topic(toTopic('a')).snapshot()),
    })
    await wait(5_000)
    isCancelled = false
    await wait(10_000)
    expect(asked('a')).toBeGreaterThan(0)
  })
})

describe('A socket that says nothing of what a poll has brought', () => {
  test('is replaced within 3 s if no frame came at all', async () => {
    const { diagnostics, engine, service, wait } = await followUp(['a', 'b'])
    service.answer = () => ({ at: 2, word: 'two' })
    await engine.topic(toTopic('a')).snapshot()
    await wait(2_999)
    expect(engine.getConnection().status).toBe('connected')
    await wait(1)
    expect([engine.getConnection().status, diagnostics.map(({ code }) => code)]).toEqual([
      'reconnecting',
      ['SOCKET_SILENT'],
    ])
  })

  test('lives on if it said anything else: the topic alone is polled, until it is pushed again', async () => {
    const { engine, service, transport, wait } = await followUp(['a', 'b'])
    service.answer = () => ({ at: 2, word: 'two' })
    await engine.topic(toTopic('a')).snapshot()
    await wait(1_000)
    service.last().say('note b 2 two')
    await wait(5_000)
    expect([service.links.length, engine.getConnection().status, transport('a'), transport('b')]).toEqual([
      1,
      'connected',
      'polling',
      'socket',
    ])
    service.last().say('note a 3 three')
    await wait(100)
    expect(transport('a')).toBe('socket')
  })

  test('is trusted if the push follows, or came before', async () => {
    const { diagnostics, engine, service, transport, wait } = await followUp()
    service.answer = () => ({ at: 2, word: 'two' })
    await engine.topic(toTopic('a')).snapshot()
    await wait(2_900)
    service.last().say('note a 2 two')
    await wait(10_000)
    service.last().say('note a 3 three')
    service.answer = () => ({ at: 3, word: 'three' })
    await engine.topic(toTopic('a')).snapshot()
    await wait(10_000)
    expect([service.links.length, diagnostics, transport('a')]).toEqual([1, [], 'socket'])
  })

  test('is not doubted where what the poll brought is no move', async () => {
    const { engine, service, wait } = await followUp()
    service.answer = () => ({ at: 2, word: 'one' })
    await engine.topic(toTopic('a')).snapshot()
    await wait(10_000)
    expect(service.links).toHaveLength(1)
  })

  test('is replaced on a hidden page too', async () => {
    const { engine, page, service, wait } = await followUp()
    service.answer = () => ({ at: 2, word: 'two' })
    await engine.topic(toTopic('a')).snapshot()
    page.hide()
    await wait(3_000)
    expect(service.log.at(-1)).toBe('close')
  })

  test('is left alone once nobody watches, or the end has come', async () => {
    const { engine, service, stops, wait, watch } = await followUp(['a', 'b'])
    service.answer = () => ({ at: 2, word: 'two' })
    await engine.topic(toTopic('a')).snapshot()
    stops[0]?.()
    service.answer = () => ({ at: 2, word: 'end' })
    await engine.topic(toTopic('b')).snapshot()
    watch('c')
    await wait(2_000)
    service.last().say('ack c')
    await wait(2_000)
    expect(service.links).toHaveLength(1)
  })
})

test('A subscription that the service has lost among others is made anew, and the topic is live again', async () => {
  const { engine, service, transport, wait } = await followUp(['a', 'b'])
  service.answer = (name) => (name === 'a' ? { at: 2, word: 'two' } : { at: 1, word: 'one' })
  const keepAlive = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      service.last().say('alive')
      await wait(1_000)
    }
  }
  await keepAlive(25_000)
  expect(service.last().sent).toEqual(['+a', '+b', '+a'])
  service.last().say('ack a')
  await keepAlive(1_000)
  expect([service.links.length, transport('a'), transport('b')]).toEqual([1, 'socket', 'socket'])
  engine.close()
})

test('A protocol that can neither be asked nor waited for says so to whoever writes it', async () => {
  const { engine, service } = follow()
  const { fetch: _, ...unaskable } = service.protocol.stateOf(toTopic('a'))
  Object.assign(service.protocol, { stateOf: () => unaskable })
  await expect(engine.topic(toTopic('a')).snapshot()).rejects.toMatchObject({
    code: 'NOT_POLLABLE',
    protocol: 'scripted',
    message: expect.stringContaining('neither `fetch` nor `awaitPush` for "note"'),
  })
})

describe('An end that may be overturned', () => {
  test('is settled by an answer that was asked for after its grace, and stays subscribed', async () => {
    const { engine, service, wait } = await followUp()
    service.answer = undefined
    service.last().say('note a 2 failure')
    service.answer = () => ({ at: 2, word: 'failure' })
    await wait(graceOfFailureMs - 1)
    expect(engine.topic(toTopic('a')).getShown().info.isSettled).toBe(false)
    await wait(60_000)
    expect(engine.topic(toTopic('a')).getShown().info).toMatchObject({ isSettled: true, transport: 'socket' })
  })

  test('whose grace ran out while nobody looked is asked for before it is believed', async () => {
    const { engine, service, stops, wait, watch, word } = await followUp()
    service.last().say('note a 2 failure')
    stops[0]?.()
    await wait(graceOfFailureMs * 2)
    service.answer = () => ({ at: 3, word: 'end' })
    const settled: (string | undefined)[] = []
    engine.topic(toTopic('a')).on(() => engine.topic(toTopic('a')).getShown().info.isSettled && settled.push(word('a')))
    watch('a')
    await wait(1_000)
    expect(new Set(settled)).toEqual(new Set(['end']))
  })

  test('is so too where a cache still shows it', async () => {
    const { asked, engine, service, stops, wait, watch } = await followUp()
    service.last().say('note a 2 failure')
    stops[0]?.()
    await wait(graceOfFailureMs * 2)
    service.answer = undefined
    const before = asked('a')
    watch('a', {}, { at: 2, word: 'failure' })
    await wait(5_000)
    expect([asked('a') - before, engine.topic(toTopic('a')).getShown().info.isSettled]).toEqual([1, false])
  })

  test('and was not, is settled as soon as the service has said so', async () => {
    const { asked, engine, service, stops, wait, watch } = await followUp()
    service.last().say('note a 2 failure')
    stops[0]?.()
    await wait(graceOfFailureMs * 2)
    service.answer = undefined
    const before = asked('a')
    watch('a')
    await wait(5_000)
    expect([asked('a') - before, engine.topic(toTopic('a')).getShown().info.isSettled]).toEqual([1, false])
    service.requests.at(-1)?.answer({ at: 2, word: 'failure' })
    await wait(1)
    expect(engine.topic(toTopic('a')).getShown().info.isSettled).toBe(true)
  })

  test('is not settled by the clock alone', async () => {
    const { asked, engine, service, wait } = await followUp()
    service.last().say('note a 2 failure')
    service.answer = () => new Error('away')
    await wait(graceOfFailureMs + 120_000)
    expect([engine.topic(toTopic('a')).getShown().info.isSettled, asked('a') > 5]).toEqual([false, true])
    service.answer = () => ({ at: 2, word: 'failure' })
    await wait(60_000)
    expect(engine.topic(toTopic('a')).getShown().info.isSettled).toBe(true)
  })

  test.each([
    ['socket carries it, is asked for once an hour', true, 1],
    ['link is refused, every 5 min at first, and once an hour at last', false, 3],
  ])('whose %s', async (_how, isUp, times) => {
    const { asked, service, wait } = await followUp()
    service.last().say('note a 2 failure')
    service.answer = () => ({ at: 2, word: 'failure' })
    if (!isUp) service.last().say('refuse')
    await wait(20_000)
    if (!isUp) service.links.at(-1)?.say('refuse')
    await wait(graceOfFailureMs + 60_000)
    const before = asked('a')
    await wait(3_600_000)
    const later = asked('a')
    await wait(7_200_000)
    expect([later - before, asked('a') - later]).toEqual([times, 2])
  })

  test('stays settled when the page wakes and asks, and a later word from the service replaces it', async () => {
    const { asked, engine, page, service, wait, word } = await followUp(['a', 'b'])
    service.last().say('note a 2 failure')
    service.answer = (name) => (name === 'a' ? { at: 2, word: 'failure' } : { at: 1, word: 'one' })
    await wait(graceOfFailureMs + 60_000)
    const before = asked('a')
    page.wake()
    await wait(60_000)
    expect([engine.topic(toTopic('a')).getShown().info.isSettled, asked('a') - before]).toEqual([true, 1])
    service.last().say('note a 3 end')
    expect([word('a'), engine.topic(toTopic('a')).getShown().info.isSettled]).toEqual(['end', true])
  })

  test('that is overturned starts its grace anew', async () => {
    const { engine, service, wait } = await followUp()
    service.answer = undefined
    service.last().say('note a 2 failure')
    await wait(graceOfFailureMs - 60_000)
    service.last().say('note a 3 again')
    await wait(20)
    service.last().say('note a 4 failure')
    service.answer = () => ({ at: 4, word: 'failure' })
    await wait(graceOfFailureMs - 60_000)
    expect(engine.topic(toTopic('a')).getShown().info.isSettled).toBe(false)
  })
})

test('Trouble is told in sentences', async () => {
  const { diagnostics, engine, service, wait } = await followUp()
  service.answer = () => ({ at: 2, word: 'two' })
  await engine.topic(toTopic('a')).snapshot()
  await wait(2_900)
  service.last().say('junk')
  await wait(100)
  service.last().say('refuse a')
  service.last().close({ code: refusalCode })
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'MALFORMED_FRAME It is junk.',
    'SOCKET_SILENT The socket did not push the news of a.',
    'TOPIC_UNCONFIRMED a was not confirmed: NO_SUCH_NOTE.',
    `CONNECTION_REFUSED This client was refused: CLOSE_${refusalCode}.`,
  ])
})

test('The word "polling" comes after a blip though the request hangs', async () => {
  const { transport, wait, watch } = follow()
  watch('a')
  await wait(1_999)
  expect(transport('a')).toBe('idle')
  await wait(1)
  expect(transport('a')).toBe('polling')
})

test('Nothing is kept of topics that were, but for the newest 1 000 values', async () => {
  const { engine, service, timers, wait, watch, word } = follow()
  service.answer = () => ({ at: 1, word: 'one' })
  for (let index = 0; index < 3_000; index += 1) {
    const stop = watch(`topic ${index}`, {}, { at: 1, word: 'seen' })
    const off = engine.topic(toTopic(`topic ${index}`)).on(() => {})
    stop()
    off()
  }
  await wait(10_000)
  expect([word('topic 1999'), word('topic 2000'), timers()]).toEqual([undefined, 'seen', 0])
})

test('What somebody else wrote is merged: nothing older is handed out, and junk is none of ours', async () => {
  const { engine } = await followUp()
  const topic = toTopic('a')
  const newer = { at: 7, word: 'seven' }
  expect(engine.topic(topic).reconcile({ at: 0, word: 'old' })).toEqual({ at: 1, word: 'one' })
  expect(engine.topic(topic).reconcile(newer)).toBe(newer)
  expect(engine.topic(topic).reconcile('junk')).toBe(newer)
  expect([engine.topic(toTopic('b')).reconcile('junk'), engine.topic(toTopic('b')).reconcile(newer)]).toEqual([
    undefined,
    newer,
  ])
})

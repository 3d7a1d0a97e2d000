import { describe, expect, test } from 'vitest'
import { createLiveTopic } from '../../../src/core/topic/liveTopic.js'
import { createRequestBudget } from '../../../src/core/topic/requestBudget.js'
import type { LiveTopic, Watcher } from '../../../src/core/topic/liveTopicContract.js'
import type { Source } from '../../../src/core/contract/topic.js'
import { createTestEnvironment } from '../../support/environment.js'
import { follow, followUp } from '../support/followed.js'
import {
  createScriptedService,
  graceOfFailureMs,
  toTopic,
  type Note,
  type NoteTopic,
} from '../support/scriptedService.js'

/** One liveTopic, and the link by hand. */
function start(options: { readonly random?: () => number } = {}) {
  const { clock, environment: real, page, timers } = createTestEnvironment(options)
  const armed: number[] = []
  const after: typeof real.clock.after = (ms, callback) => {
    armed.push(ms)
    return real.clock.after(ms, callback)
  }
  const environment = { ...real, clock: { ...real.clock, after } }
  const service = createScriptedService()
  const { protocol } = service
  const received: string[] = []
  const wants: boolean[] = []
  const transports: string[] = []
  const hows: Source<Note>[] = []
  const link = { isAcknowledged: false, lastFrameAt: 0 }
  const report = (code: string) => received.push(code)
  let isShowing = true
  const liveTopic: LiveTopic<NoteTopic, Note> = createLiveTopic(toTopic('a'), protocol.key(toTopic('a')), {
    protocol: {
      ...protocol,
      stateOf: (topic) => ({
        ...protocol.stateOf(topic),
        merge(previous, next, how) {
          hows.push(how)
          return protocol.stateOf(topic).merge(previous, next, how)
        },
      }),
    },
    environment,
    connection: {
      getInfo: () => ({ status: 'connected' }),
      isAcknowledged: () => link.isAcknowledged,
      getHeardAt: () => link.lastFrameAt,
      isSlowed: () => !environment.page.isOnline(),
      sync() {},
      reconnect() {},
      suspectSilence: (_key, since) => link.lastFrameAt < since && received.push('suspect'),
    },
    budget: createRequestBudget({ id: 'a' }, environment, report),
    report,
    pollingIntervalMs: 3_000,
    onWanted: (_liveTopic, isWanted) => wants.at(-1) !== isWanted && wants.push(isWanted),
    onNews() {
      liveTopic.refresh()
      if (isShowing) show()
    },
    onInfo: () => show(),
    showNow() {},
    onRest: () => received.push('rest'),
  })
  const show = () => {
    liveTopic.show()
    const { transport } = liveTopic.getShown().info
    if (transports.at(-1) !== transport) transports.push(transport)
  }
  const wait = (ms: number) => clock.advanceAsync(ms)
  const watch = (watcher: Partial<Watcher> = {}, seen?: Note) =>
    liveTopic.watch({ refetch: () => liveTopic.snapshot(), ...watcher }, seen)
  /** The service acknowledges the subscription. */
  const confirm = () => {
    link.isAcknowledged = true
    liveTopic.invalidate()
  }
  const drop = () => {
    link.isAcknowledged = false
    liveTopic.refresh()
  }
  const answer = async (at: number, word: string) => {
    service.requests.at(-1)?.answer({ at, word })
    await wait(1)
  }
  return {
    answer,
    armed,
    /** News wait for the next frame of the screen. */
    holdFrame() {
      isShowing = false
    },
    /** Watched, confirmed, and carried by the socket. */
    async carry() {
      service.answer = () => ({ at: 1, word: 'one' })
      const stop = watch()
      await wait(1)
      confirm()
      await wait(10)
      service.answer = undefined
      return stop
    },
    asked: () => service.requests.length,
    clock,
    confirm,
    drop,
    liveTopic,
    hows,
    link,
    page,
    service,
    timers,
    received,
    transport: () => liveTopic.getShown().info.transport,
    wait,
    wants,
    watch,
    transports,
  }
}

describe('The interest of a live topic', () => {
  test('is its subscription, from its first watcher to its last, and no timer after that', async () => {
    const { answer, liveTopic, timers, wait, wants, watch } = start()
    const stops = [watch(), watch()]
    await answer(1, 'one')
    stops[0]?.()
    stops[0]?.()
    expect([wants, liveTopic.isWatched()]).toEqual([[true], true])
    stops[1]?.()
    expect([wants, liveTopic.isWatched(), timers()]).toEqual([[true, false], false, 0])
    await wait(3_600_000)
    expect(wants).toHaveLength(2)
  })

  test('is nothing once its end is reached, though it is watched', async () => {
    const { answer, asked, timers, wait, wants, watch } = start()
    watch()
    await answer(1, 'end')
    expect([wants, timers()]).toEqual([[true, false], 0])
    await wait(3_600_000)
    expect(asked()).toBe(1)
  })

  test('is nothing once it was abandoned', async () => {
    const { carry, liveTopic, timers, transport, wants } = start()
    await carry()
    liveTopic.abandon()
    expect([wants, liveTopic.isWatched(), transport(), timers()]).toEqual([[true, false], false, 'idle', 0])
  })

  test('is to be forgotten when nobody watches it any more, and again when a request ends that nobody watches for', async () => {
    const { answer, liveTopic, received, wait, watch } = start()
    const stop = watch()
    await answer(1, 'one')
    void liveTopic.snapshot()
    expect(received).toEqual([])
    stop()
    expect(received).toEqual(['rest'])
    await answer(2, 'two')
    expect(received.splice(0)).toContain('rest')
    await wait(60_000)
    expect(received).toEqual([])
  })
})

describe('The grace', () => {
  test('absorbs who watches again: nothing is sent, and the socket carries it as before', async () => {
    const { asked, service, stops, transport, wait, watch } = await followUp()
    const before = asked('a')
    stops[0]?.()
    await wait(2_999)
    const stop = watch('a')
    expect(transport('a')).toBe('socket')
    await wait(60_000)
    expect(service.log.filter((word) => !word.startsWith('ask'))).toEqual(['open', 'send +a'])
    expect(asked('a') - before).toBeGreaterThan(0)
    stop()
    await wait(3_000)
    expect(service.last().isClosed).toBe(true)
  })

  test('starts anew with each last release', async () => {
    const { service, stops, wait, watch } = await followUp()
    stops[0]?.()
    await wait(2_000)
    watch('a')()
    await wait(2_999)
    expect(service.last().isClosed).toBe(false)
    await wait(1)
    expect(service.last().isClosed).toBe(true)
  })

  test('over which the link was replaced leaves a gap: the socket counts again once that is closed', async () => {
    const setup = await followUp(['a', 'b'], { random: () => 0.1 })
    const { asked, greet, service, stops, transport, wait, watch } = setup
    stops[0]?.()
    service.last().close()
    await wait(1_000)
    greet('a', 'b')
    await wait(100)
    const before = asked('a')
    service.answer = undefined
    watch('a')
    await wait(100)
    expect([asked('a') - before, transport('a')]).toEqual([1, 'idle'])
    service.requests.at(-1)?.answer({ at: 1, word: 'one' })
    await wait(100)
    expect(transport('a')).toBe('socket')
  })

  test('is none when the client is closed', async () => {
    const { engine, service, stops, timers } = await followUp(['a', 'b'])
    stops[0]?.()
    engine.close()
    expect([service.last().isClosed, timers()]).toEqual([true, 0])
  })
})

describe('The socket carries a topic', () => {
  test('once a snapshot has landed that was asked for after the ack', async () => {
    const { answer, asked, confirm, transport, wait, watch } = start()
    watch()
    await answer(1, 'one')
    await wait(100)
    confirm()
    expect([asked(), transport()]).toEqual([2, 'idle'])
    await answer(1, 'one')
    expect([asked(), transport()]).toEqual([2, 'socket'])
  })

  test('not for an answer that was asked for before the ack, whatever it brought', async () => {
    for (const word of ['one', 'two']) {
      const { answer, asked, confirm, liveTopic, transport, wait, watch } = start()
      watch()
      await answer(1, 'one')
      await wait(6_000)
      void liveTopic.snapshot().catch(() => {})
      const before = asked()
      confirm()
      await wait(10)
      expect(asked()).toBe(before)
      await answer(word === 'one' ? 1 : 2, word)
      await wait(1)
      // At once, though it brought nothing: it didn't fail.
      expect([asked() - before, transport()]).toEqual([1, 'polling'])
      await answer(2, 'two')
      expect(transport()).toBe('socket')
    }
  })

  test('not for a poll that closes no gap', async () => {
    const { answer, asked, confirm, liveTopic, link, service, transport, wait, watch } = start()
    watch()
    await answer(1, 'one')
    confirm()
    service.requests.at(-1)?.fail(new Error('down'))
    await wait(10)
    link.isAcknowledged = false
    liveTopic.refresh()
    await wait(20_000)
    expect([transport(), asked()]).toEqual(['polling', 3])
    await answer(2, 'two')
    link.isAcknowledged = true
    liveTopic.refresh()
    expect(transport()).toBe('polling')
  })

  test('not if the link was lost while it was asked for', async () => {
    const { answer, confirm, drop, transport, wait, watch } = start()
    watch()
    await answer(1, 'one')
    await wait(10)
    confirm()
    drop()
    await answer(2, 'two')
    expect(transport()).toBe('idle')
    await wait(2_000)
    expect(transport()).toBe('polling')
  })

  test('not if the link was lost and replaced while it was asked for, until another one has landed', async () => {
    const { answer, asked, confirm, drop, transport, wait, watch } = start()
    watch()
    await answer(1, 'one')
    await wait(10)
    confirm()
    drop()
    confirm()
    await answer(2, 'two')
    await wait(1)
    expect([asked(), transport()]).toEqual([3, 'idle'])
    await answer(2, 'two')
    expect(transport()).toBe('socket')
  })

  test('as soon as it pushes, and not where that came of no subscription', async () => {
    const { answer, confirm, liveTopic, transport, wait, watch } = start()
    watch()
    await answer(1, 'one')
    liveTopic.receive({ at: 2, word: 'two' }, 'socket')
    expect(transport()).toBe('idle')
    await wait(10)
    confirm()
    liveTopic.receive({ at: 3, word: 'three' }, 'socket')
    expect(transport()).toBe('socket')
  })

  test('as before when it comes back within a blip: nothing is shown of it', async () => {
    const { answer, carry, confirm, drop, wait, transports } = start()
    await carry()
    drop()
    await wait(1_000)
    confirm()
    await answer(1, 'one')
    await wait(10_000)
    expect(transports).toEqual(['idle', 'socket'])
  })
})

describe('A doubt', () => {
  const poll = async ({ answer, liveTopic }: ReturnType<typeof start>, word: string) => {
    void liveTopic.snapshot()
    await answer(2, word)
  }

  test('outlives the end of its topic: the link is distrusted for the others that are on it', async () => {
    const setup = start()
    await setup.carry()
    await poll(setup, 'end')
    expect([setup.transport(), setup.wants]).toEqual(['idle', [true, false]])
    await setup.wait(2_998)
    expect(setup.received).toEqual([])
    await setup.wait(1)
    expect([setup.received, setup.timers()]).toEqual([['SOCKET_SILENT', 'suspect'], 0])
  })

  test('ends with the push of that end', async () => {
    const setup = start()
    await setup.carry()
    await poll(setup, 'end')
    setup.liveTopic.receive({ at: 2, word: 'end' }, 'socket')
    await setup.wait(60_000)
    expect(setup.received).not.toContain('SOCKET_SILENT')
  })

  test('ends when nobody watches any more, and when the link goes', async () => {
    for (const act of ['stop', 'drop'] as const) {
      const setup = start()
      const stop = await setup.carry()
      await poll(setup, 'two')
      if (act === 'stop') stop()
      else setup.drop()
      await setup.wait(60_000)
      expect(setup.received).not.toContain('SOCKET_SILENT')
    }
  })

  test('is none while the socket does not carry the topic', async () => {
    const setup = start()
    setup.watch()
    await setup.answer(1, 'one')
    await setup.wait(100)
    await poll(setup, 'two')
    await setup.wait(60_000)
    expect(setup.received).not.toContain('SOCKET_SILENT')
  })

  test('that came true stands until the topic is pushed again, also after a snapshot', async () => {
    const setup = start()
    await setup.carry()
    await poll(setup, 'two')
    setup.link.lastFrameAt = setup.clock.now() + 1_000
    setup.service.answer = () => ({ at: 2, word: 'two' })
    await setup.wait(6_000)
    expect([setup.received.includes('suspect'), setup.transport()]).toEqual([false, 'polling'])
    setup.liveTopic.invalidate()
    await setup.wait(100)
    expect(setup.transport()).toBe('polling')
    setup.liveTopic.receive({ at: 3, word: 'three' }, 'socket')
    expect(setup.transport()).toBe('socket')
  })

  test('that came true ends with the link', async () => {
    const setup = start()
    await setup.carry()
    await poll(setup, 'two')
    await setup.wait(6_000)
    expect(setup.transport()).toBe('polling')
    setup.service.answer = () => ({ at: 2, word: 'two' })
    setup.drop()
    setup.confirm()
    await setup.wait(100)
    expect(setup.transport()).toBe('socket')
  })
})

describe('An asker that never comes back', () => {
  const never = () => new Promise(() => {})

  test('is waited for 10 s, and comes last then', async () => {
    const { asked, wait, watch } = start()
    watch({ refetch: never })
    watch()
    await wait(9_999)
    expect(asked()).toBe(0)
    await wait(6_000)
    expect(asked()).toBe(1)
  })

  test('makes what is shown stale', async () => {
    const { liveTopic, wait, watch } = start()
    watch({ refetch: never })
    await wait(9_999)
    expect(liveTopic.getShown().info.isStale).toBe(false)
    await wait(1)
    expect(liveTopic.getShown().info).toMatchObject({ isStale: true, transport: 'polling' })
  })

  test('holds nobody up any more once it has left', async () => {
    const { asked, wait, watch } = start()
    const stop = watch({ refetch: never })
    watch()
    await wait(9_000)
    stop()
    expect(asked()).toBe(1)
  })

  test('is told to drop what it waits for, and simply to ask once it has asked after all', async () => {
    const { answer, liveTopic, wait, watch } = start()
    const received: boolean[] = []
    watch({ refetch: (isStuck) => (received.push(isStuck), never()) })
    await wait(30_000)
    expect(received).toEqual([false, true])
    void liveTopic.snapshot()
    await answer(1, 'one')
    await wait(10_000)
    expect(received).toEqual([false, true, false])
  })

  test('who has left does not take the turn of the one that followed', async () => {
    const { asked, wait, watch } = start()
    let comeBack = () => {}
    const stop = watch({ refetch: () => new Promise<void>((resolve) => (comeBack = resolve)) })
    watch({ refetch: never })
    stop()
    const received: string[] = []
    watch({ refetch: async () => received.push('third') })
    comeBack()
    await wait(9_000)
    expect([asked(), received]).toEqual([0, []])
  })

  test('leaves the end of a grace unbelieved', async () => {
    const { answer, liveTopic, wait, watch } = start()
    const stop = watch()
    await answer(1, 'failure')
    stop()
    await wait(graceOfFailureMs * 2)
    watch({ refetch: never })
    await wait(graceOfFailureMs * 2)
    expect(liveTopic.getShown().info.isSettled).toBe(false)
    void liveTopic.snapshot()
    await answer(1, 'failure')
    expect(liveTopic.getShown().info.isSettled).toBe(true)
  })
})

describe('Polls', () => {
  /** When it was asked for, in s since the beginning; it is down, and every answer is news. */
  const play = async (random: () => number, ms: number) => {
    const setup = start({ random })
    const times: number[] = []
    const startedAt = setup.clock.now()
    setup.service.answer = () => {
      times.push((setup.clock.now() - startedAt) / 1_000)
      return { at: times.length, word: String(times.length) }
    }
    setup.watch()
    await setup.wait(ms)
    return times
  }

  test('are off by a chance that is drawn anew for each of them', async () => {
    const waits: number[] = []
    const draws = [0, 1, 0.5, 0, 1, 0.5]
    let drawn = 0
    const times = await play(() => draws[drawn++ % draws.length] ?? 0, 30_000)
    for (const [index, at] of times.slice(1).entries()) waits.push(at - (times[index] ?? 0))
    expect(new Set(waits.slice(1, 7).map((wait) => wait.toFixed(2)))).toEqual(new Set(['2.25', '3.00', '3.75']))
    expect(drawn).toBe(times.length)
  })

  test('are not drawn for while nothing is asked: a change of the page moves none of them', async () => {
    let drawn = 0
    const { answer, liveTopic, wait, watch } = start({ random: () => ((drawn += 1), 0.5) })
    watch()
    await answer(1, 'one')
    const before = drawn
    for (let index = 0; index < 10; index += 1) liveTopic.refresh()
    await wait(100)
    expect(drawn).toBe(before)
  })

  test.each(['hidden', 'unwatched', 'settled'] as const)('stop while it is %s', async (act) => {
    const { answer, asked, liveTopic, page, transport, wait, watch } = start()
    const stop = watch()
    await answer(1, 'one')
    if (act === 'hidden') page.hide()
    if (act === 'unwatched') stop()
    if (act === 'settled') liveTopic.receive({ at: 2, word: 'end' }, 'cache')
    liveTopic.refresh()
    await wait(3_600_000)
    expect([asked(), transport()]).toEqual([1, 'idle'])
  })

  test('go on once a minute offline, and say that nothing is known until one is answered', async () => {
    const { answer, asked, liveTopic, page, service, wait, watch } = start()
    const isStale = () => liveTopic.getShown().info.isStale
    watch()
    await answer(1, 'one')
    await wait(3_000)
    expect(isStale()).toBe(false)
    page.goOffline()
    liveTopic.refresh()
    expect(isStale()).toBe(true)
    service.answer = () => ({ at: 1, word: 'one' })
    const before = asked()
    await wait(60_000)
    expect([asked() - before, isStale()]).toEqual([1, false])
    await wait(600_000)
    expect(asked() - before).toBeOneOf([11, 12])
  })

  test('wait for the one that runs', async () => {
    const { asked, liveTopic, wait, watch } = start()
    watch()
    await wait(5_000)
    liveTopic.invalidate()
    await wait(4_000)
    expect(asked()).toBe(1)
  })

  test('come at the shortest interval that a watcher asks for, and at the app’s where none does', async () => {
    const { answer, asked, service, wait, watch } = start()
    service.answer = () => ({ at: asked() + 1, word: String(asked()) })
    watch({ pollingIntervalMs: 60_000 })
    const stop = watch({ pollingIntervalMs: 1_000 })
    await answer(1, 'one')
    await wait(4_000)
    const before = asked()
    await wait(10_000)
    expect(asked() - before).toBe(10)
    stop()
    const slow = asked()
    await wait(50_000)
    expect(asked() - slow).toBeLessThanOrEqual(1)
    watch()
    await wait(10_000)
    expect(asked() - slow).toBeGreaterThanOrEqual(3)
  })

  test('are rare for what has not moved for long, and frequent again for who comes to watch it', async () => {
    const { asked, service, wait, watch } = start()
    service.answer = () => ({ at: 1, word: 'one' })
    const stop = watch()
    await wait(660_000)
    const before = asked()
    await wait(120_000)
    expect(asked() - before).toBeLessThanOrEqual(3)
    stop()
    const late = asked()
    watch()
    await wait(20_000)
    expect(asked() - late).toBeGreaterThanOrEqual(3)
  })

  test('that verify a socket are put off by what it pushes', async () => {
    const { asked, carry, liveTopic, wait } = start()
    await carry()
    const before = asked()
    for (let index = 0; index < 6; index += 1) {
      await wait(15_000)
      liveTopic.receive({ at: index + 2, word: String(index) }, 'socket')
    }
    expect(asked()).toBe(before)
    await wait(20_000)
    expect(asked()).toBe(before + 1)
  })
})

describe('What merging is told', () => {
  test('is how the news came, and when the request for it began', async () => {
    const { answer, clock, liveTopic, hows, wait, watch } = start()
    const askedAt = clock.now()
    watch()
    await wait(500)
    await answer(1, 'one')
    liveTopic.receive({ at: 2, word: 'two' }, 'socket')
    const unasked = { askedAt: undefined, receivedAt: askedAt + 501, previousChangedAt: askedAt + 500 }
    expect(hows).toMatchObject([
      { via: 'poll', askedAt, receivedAt: askedAt + 500, previousChangedAt: expect.any(Number) },
      { via: 'socket', ...unasked },
    ])
  })

  test('is when the data last moved: to come to be watched, or to say the same, is no move', async () => {
    const { answer, clock, liveTopic, hows, wait, watch } = start()
    const stop = watch()
    await answer(1, 'one')
    const movedAt = clock.now() - 1
    stop()
    await wait(60_000)
    void liveTopic.snapshot()
    await wait(100)
    watch()
    await answer(2, 'one')
    liveTopic.receive({ at: 3, word: 'three' }, 'socket')
    expect(hows.slice(1).map(({ previousChangedAt }) => previousChangedAt)).toEqual([movedAt, movedAt])
  })
})

test('A change is handed out once', async () => {
  const { answer, holdFrame, liveTopic, watch } = start()
  watch()
  holdFrame()
  expect(liveTopic.show().change).toBeUndefined()
  await answer(1, 'one')
  expect([liveTopic.show().change?.data, liveTopic.show().change]).toEqual([{ at: 1, word: 'one' }, undefined])
  liveTopic.receive({ at: 1, word: 'same' }, 'socket')
  expect(liveTopic.show().change).toBeUndefined()
})

test('What is said of news waits for them to be shown', async () => {
  const { carry, drop, holdFrame, liveTopic } = start()
  await carry()
  holdFrame()
  liveTopic.receive({ at: 2, word: 'end' }, 'socket')
  drop()
  expect(liveTopic.getShown()).toMatchObject({ data: { word: 'one' }, info: { isSettled: false, transport: 'socket' } })
  expect(liveTopic.show()).toMatchObject({ change: { data: { word: 'end' } }, hasInfo: true })
  expect(liveTopic.getShown()).toMatchObject({ data: { word: 'end' }, info: { isSettled: true } })
})

test('A topic that is watched is forgotten in nothing, however often somebody else leaves it', async () => {
  const { service, stops, wait, watch, word } = await followUp()
  const other = watch('a')
  stops[0]?.()
  stops[0]?.()
  for (let index = 0; index < 2_000; index += 1) watch(`topic ${index}`, {}, { at: 1, word: 'seen' })()
  stops[0]?.()
  await wait(5_000)
  service.last().say('note a 2 two')
  expect(word('a')).toBe('two')
  other()
})

test('A topic that was forgotten starts from nothing', async () => {
  const { engine, transport, wait, watch, word } = follow()
  watch('a', {}, { at: 1, word: 'seen' })()
  for (let index = 0; index < 1_000; index += 1) watch(`topic ${index}`, {}, { at: 1, word: 'seen' })()
  await wait(5_000)
  expect([word('a'), transport('a'), engine.topic(toTopic('a')).getShown().info.lastEventAt]).toEqual([
    undefined,
    'idle',
    undefined,
  ])
})

test('A topic that is looked at again, and plans as before, leaves its timer alone', async () => {
  const { armed, liveTopic, service, wait, watch } = start()
  service.answer = () => ({ at: 1, word: 'one' })
  watch()
  await wait(1_000)
  liveTopic.refresh()
  const before = armed.length
  for (let count = 0; count < 100; count += 1) liveTopic.refresh()
  expect(armed).toHaveLength(before)
  const requests = service.requests.length
  await wait(10_000)
  expect(service.requests.length).toBeGreaterThan(requests)
})

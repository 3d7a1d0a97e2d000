import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkProperty } from '../../support/property.js'
import { follow } from '../support/followed.js'

const names = ['a', 'b', 'c', 'd']

/**
 * A page that follows all topics of a service which acknowledges each within `ackMs`, and has news every `newsMs`.
 * What is `lost` isn't pushed: until it is subscribed anew, or only until there is another link, or for good.
 */
function start({ ackMs, cure, newsMs }: { ackMs: number; cure: 'subscription' | 'link' | 'none'; newsMs: number }) {
  const setup = follow({ liveness: { readyMs: 10_000, ackMs: 5_000 } })
  const { clock, engine, service, watch } = setup
  const lost = new Set<string>()
  let at = 1
  let isOver = false
  const toWord = () => `news-${at}`
  service.answer = () => ({ at, word: toWord() })
  service.onOpen = () => {
    if (cure === 'link') lost.clear()
    clock.setTimeout(() => {
      service.last().open()
      service.last().say('ready')
    }, 50)
  }
  service.onSend = (frame) => {
    const name = frame.slice(1)
    const link = service.last()
    if (!frame.startsWith('+')) return
    if (cure === 'subscription') lost.delete(name)
    clock.setTimeout(() => link.isClosed || link.say(`ack ${name}`), ackMs)
  }
  const say = (frame: string) => service.last().isClosed || service.last().say(frame)
  const repeat = (ms: number, act: () => void) => {
    clock.setTimeout(() => {
      if (isOver) return
      act()
      repeat(ms, act)
    }, ms)
  }
  const stops = names.map((name) => watch(name))
  // The link lives, whatever it leaves out.
  repeat(1_000, () => say('alive'))
  repeat(newsMs, () => {
    at += 1
    for (const name of names) if (!lost.has(name)) say(`note ${name} ${at} ${toWord()}`)
  })
  return {
    ...setup,
    lost,
    live: () => names.filter((name) => setup.transport(name) === 'socket'),
    async end() {
      isOver = true
      stops.forEach((stop) => stop())
      await setup.wait(20_000)
      expect(setup.timers()).toBe(0)
      engine.close()
    },
  }
}

test('Whichever topics a service loses on a link that lives, all are pushed again within a minute, on that link', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }),
      fc.constantFrom(4_000, 15_000, 25_000),
      fc.constantFrom(1, 50, 1_500),
      fc.nat({ max: 20_000 }),
      async (some, newsMs, ackMs, afterMs) => {
        const { end, engine, live, lost, service, wait } = start({ ackMs, cure: 'subscription', newsMs })
        await wait(10_000 + afterMs)
        expect(live()).toEqual(names)
        for (const name of some) lost.add(name)
        // A poll beside the socket comes within 20 s, and brings what was news until then; 3 s later it is doubted.
        await wait(20_000 + newsMs + 5_000)
        expect([[...lost], live(), engine.getConnection().status]).toEqual([[], names, 'connected'])
        expect(service.links).toHaveLength(1)
        await end()
      },
    ),
  )
})

test('A topic that no subscription cures is subscribed anew each minute, however quickly that is acknowledged', async () => {
  for (const ackMs of [1, 50, 1_500]) {
    const { end, live, lost, service, wait } = start({ ackMs, cure: 'none', newsMs: 15_000 })
    await wait(10_000)
    lost.add('c')
    await wait(600_000)
    const sent = service.last().sent.filter((frame) => frame === '+c')
    expect(sent.length).toBeGreaterThan(5)
    expect(sent.length).toBeLessThan(12)
    expect(live()).toEqual(expect.arrayContaining(['a', 'b', 'd']))
    await end()
  }
})

test('Topics that only another link cures are pushed again on one, which is opened once', async () => {
  await checkProperty(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(4_000, 15_000, 25_000),
      fc.constantFrom(1, 50, 1_500),
      async (some, newsMs, ackMs) => {
        const { end, live, lost, service, wait } = start({ ackMs, cure: 'link', newsMs })
        await wait(10_000)
        for (const name of some) lost.add(name)
        // It is subscribed anew, and doubted again.
        await wait(2 * (20_000 + newsMs + 5_000) + 15_000)
        expect([[...lost], live(), service.links.length]).toEqual([[], names, 2])
        await end()
      },
    ),
  )
})

test('A link is renewed once for a topic that no link cures: all others pay for it', async () => {
  const { end, lost, service, wait } = start({ ackMs: 50, cure: 'none', newsMs: 15_000 })
  await wait(10_000)
  lost.add('c')
  await wait(1_200_000)
  expect(service.links).toHaveLength(2)
  await end()
})

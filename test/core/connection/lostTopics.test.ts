import { expect, test } from 'vitest'
import { follow } from '../support/followed.js'

/** How a topic that the service has lost is pushed again: once it is subscribed anew, on a new link, or never. */
type Cure = 'subscription' | 'link' | 'none'

const names = ['a', 'b', 'c', 'd']

/** A page that follows all topics of a service which acknowledges each, has news every so often, and loses topics. */
function start(newsMs: number, ackMs = 50) {
  const setup = follow({ liveness: { readyMs: 10_000, ackMs: 5_000 } })
  const { clock, engine, service, watch } = setup
  const lost = new Map<string, Cure>()
  let at = 1
  const toWord = () => `news-${at}`
  service.answer = () => ({ at, word: toWord() })
  service.onOpen = () => {
    for (const [name, cure] of lost) if (cure === 'link') lost.delete(name)
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
    if (lost.get(name) === 'subscription') lost.delete(name)
    clock.setTimeout(() => link.isClosed || link.say(`ack ${name}`), ackMs)
  }
  let isOver = false
  const say = (frame: string) => service.links.length > 0 && !service.last().isClosed && service.last().say(frame)
  // The link lives, whatever it leaves out.
  const live = () => {
    if (isOver) return
    say('alive')
    clock.setTimeout(live, 1_000)
  }
  const move = () => {
    if (isOver) return
    at += 1
    for (const name of names) if (!lost.has(name)) say(`note ${name} ${at} ${toWord()}`)
    clock.setTimeout(move, newsMs)
  }
  const stops = names.map((name) => watch(name))
  clock.setTimeout(live, 1_000)
  clock.setTimeout(move, newsMs)
  return {
    ...setup,
    lost,
    async end() {
      isOver = true
      stops.forEach((stop) => stop())
      await setup.wait(20_000)
      expect(setup.timers()).toBe(0)
      engine.close()
    },
  }
}

test('A topic that no link brings is subscribed anew each minute, however quickly that is acknowledged', async () => {
  const { end, lost, service, wait } = start(15_000)
  await wait(10_000)
  lost.set('c', 'none')
  await wait(600_000)
  const sent = service.links.flatMap(({ sent }) => sent).filter((frame) => frame === '+c')
  expect(sent.length).toBeGreaterThan(5)
  expect(sent.length).toBeLessThan(12)
  await end()
})

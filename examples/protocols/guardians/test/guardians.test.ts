import { notifyManager, QueryClient } from '@tanstack/react-query'
import { createOnwire, watchLiveState } from 'onwire'
import {
  type Chance,
  createManualClock,
  createManualEnvironment,
  describeAnswers,
  describeProtocol,
  describeState,
  drawOne,
} from 'onwire/testing/conformance'
import { describe, expect, onTestFinished, test } from 'vitest'
import { guardians, type Message, type MessageTopic } from '../src/guardians.js'
import { createGuardiansSimulator } from './simulator.js'

notifyManager.setScheduler(queueMicrotask)

const framework = { describe, test, expect }
const url = 'https://guardians.example'
const messageId = 'eth/0x12ab/7'
const toTopic = (id: string): MessageTopic => ({ kind: 'message', messageId: id })
const told = { messageId, status: 'signing', signatures: 3, quorum: 13, updatedAt: 1_765_989_800_000 }

const drawMessage = (chance: Chance): Message => ({
  messageId,
  status: drawOne(chance, ['observed', 'signing', 'signed', 'rejected', 'eclipsed', 'constructor']),
  signatures: chance.integer(0, 13),
  quorum: 13,
  updatedAt: chance.integer(1, 3),
})

describeProtocol(framework, 'guardians', () => ({
  protocol: guardians({ url }),
  topics: [toTopic(messageId), toTopic('eth/0x12ab/8'), toTopic('base/0x12ab/7')],
  twin: toTopic('ETH/0x12AB/7'),
  badTopics: ['', 'eth', 'eth/12/7', 'eth/0x12/7?ids=', '../0x12/7', 'eth/0x12/7,eth/0x12/8'].map(toTopic),
  value: told,
  wire: {
    frames: [
      { event: 'open', data: JSON.stringify({ ids: [messageId] }) },
      { event: 'message', data: JSON.stringify(told) },
    ],
    readsText: false,
    // A link that carries nothing is closed.
    leavesAll: false,
    toSubscribed: (frames) => new Set(frames.at(-1)?.map(String)),
  },
}))

describeState(framework, "The guardians' message", () => ({
  state: guardians({ url }).stateOf(toTopic(messageId)),
  timedNews: drawMessage,
  untimedNews: drawMessage,
  toTime: ({ updatedAt }) => updatedAt,
}))

describeAnswers(framework, "The guardians' message", () => ({
  topic: toTopic(messageId),
  answers: [told, { ...told, status: 'eclipsed' }],
  toProtocol: (fetch) => guardians({ url, fetch }),
}))

/** A page without React, on a clock that is moved by hand. Streams take turns of the event loop besides. */
function open() {
  const clock = createManualClock(1_000)
  const simulator = createGuardiansSimulator({ clock })
  const protocol = guardians(simulator)
  const environment = createManualEnvironment(clock)
  const onwire = createOnwire({ protocols: [protocol], environment, queryClient: new QueryClient() })
  onTestFinished(() => onwire.close())
  return {
    simulator,
    follow(id: string) {
      const seen: string[] = []
      const sources: unknown[] = []
      const stop = watchLiveState(onwire, { protocol, topic: toTopic(id) }, ({ connection, data, isSettled }) => {
        const moment = data ? `${data.status} ${data.signatures}${isSettled ? ' (settled)' : ''}` : 'unknown'
        if (seen.at(-1) !== moment) seen.push(moment)
        sources.push(connection.status)
      })
      return { seen, sources, stop }
    },
    async advance(ms: number) {
      for (let left = ms; left > 0; left -= 100) {
        await clock.advanceAsync(Math.min(100, left))
        for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

describe('A message that is followed', () => {
  test('Is shown by the stream, and asked for only as it begins', async () => {
    const { advance, follow, simulator } = open()
    simulator.say(messageId, 'observed', 0)
    const { seen, sources } = follow(messageId)
    await advance(2_000)
    const { requests } = simulator.counters
    for (const signatures of [1, 5, 12]) {
      simulator.say(messageId, 'signing', signatures)
      await advance(200)
    }
    simulator.say(messageId, 'signed', 13)
    await advance(200)
    expect(seen).toEqual(['unknown', 'observed 0', 'signing 1', 'signing 5', 'signing 12', 'signed 13 (settled)'])
    expect(simulator.counters.requests).toBe(requests)
    expect(sources).toContain('connected')
  })

  test('Shows what was told while the stream was cut, which nobody repeats', async () => {
    const { advance, follow, simulator } = open()
    simulator.say(messageId, 'observed', 0)
    const { seen } = follow(messageId)
    await advance(2_000)
    simulator.cut()
    await advance(1_000)
    simulator.say(messageId, 'signed', 13)
    simulator.restore()
    await advance(30_000)
    expect(seen).toEqual(['unknown', 'observed 0', 'signed 13 (settled)'])
  })

  test('Is found out by polls where the stream stays open and brings nothing', async () => {
    const { advance, follow, simulator } = open()
    simulator.say(messageId, 'observed', 0)
    const { seen } = follow(messageId)
    await advance(2_000)
    simulator.silence()
    simulator.say(messageId, 'signed', 13)
    await advance(90_000)
    expect(seen.at(-1)).toBe('signed 13 (settled)')
  })

  test('Shares one stream with others, which is opened anew for them and loses nothing', async () => {
    const { advance, follow, simulator } = open()
    const other = 'eth/0x12ab/8'
    for (const id of [messageId, other]) simulator.say(id, 'observed', 0)
    const one = follow(messageId)
    await advance(2_000)
    const two = follow(other)
    simulator.say(messageId, 'signing', 1)
    await advance(1_000)
    simulator.say(other, 'rejected', 0)
    simulator.say(messageId, 'signing', 2)
    await advance(1_000)
    expect(one.seen).toEqual(['unknown', 'observed 0', 'signing 1', 'signing 2'])
    expect(two.seen).toEqual(['unknown', 'observed 0', 'rejected 0 (settled)'])
    expect(simulator.countOpen()).toBe(1)
  })

  test('Leaves no stream behind', async () => {
    const { advance, follow, simulator } = open()
    simulator.say(messageId, 'observed', 0)
    const { stop } = follow(messageId)
    await advance(2_000)
    expect(simulator.countOpen()).toBe(1)
    stop()
    await advance(60_000)
    expect(simulator.countOpen()).toBe(0)
  })
})

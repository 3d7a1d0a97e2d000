/** @jest-environment node */
import { createAskJson, isInteger, toRecord } from 'onwire/protocol'
import { describeAnswers, describeProtocol, describeState } from 'onwire/testing/conformance'

// Jest's own functions, as they are.
const framework = { describe, test, expect }

const read = (value) => {
  const { at, count } = toRecord(value)
  return isInteger(count) && isInteger(at) ? { count, at } : undefined
}

const counter = (fetch) => {
  const ask = createAskJson('counter', 'https://counter.example', {}, { fetch })
  return {
    id: 'counter',
    name: 'counter',
    key: ({ name }) => name,
    check: ({ name }) =>
      name ? undefined : Object.assign(new Error('No name.'), { code: 'NO_NAME', remedy: 'Pass one.' }),
    stateOf: () => ({
      fetch: ({ name }, { request }) => request((signal) => ask(`/${name}`, {}, read, signal)),
      merge: (previous, next) => {
        if (!previous || next.at > previous.at) return next
        return next.at === previous.at && next.count > previous.count ? next : previous
      },
      hasMoved: (from, to) => to.at > from.at,
      finality: ({ count }) => (count < 3 ? 'open' : 'final'),
      revive: read,
    }),
  }
}

const news = (chance) => ({ count: chance.integer(0, 3), at: chance.integer(1, 3) })
const [one, other] = ['one', 'other'].map((name) => ({ kind: 'counter', name }))

describeProtocol(framework, 'Counter', () => ({
  protocol: counter(),
  topics: [one, other],
  twin: { ...one },
  badTopics: [{ kind: 'counter', name: '' }],
}))

describeState(framework, 'Counter', () => ({
  state: counter().stateOf(one),
  timedNews: news,
  untimedNews: news,
  toTime: ({ at }) => at,
}))

describeAnswers(framework, 'Counter', () => ({ topic: one, answers: [{ count: 1, at: 1 }], toProtocol: counter }))

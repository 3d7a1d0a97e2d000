import { expect, test } from 'vitest'
import { createTopicStore } from '../../src/core/topicStore.js'
import { toTopic, type Note, type NoteTopic } from './support/scriptedService.js'

const watcher = { refetch: async () => {} }

function start(isServer = false) {
  return createTopicStore<NoteTopic, Note>({ toKey: ({ name }) => name, now: () => 5, isServer })
}

const names = (store: ReturnType<typeof start>) => [...store.all()].map(({ key }) => key)

test('equal keys share one entry', () => {
  const store = start()
  const entry = store.open(toTopic('a'))
  expect([store.open(toTopic('a')), store.get('a'), store.get('b')]).toEqual([entry, entry, undefined])
  expect(names(store)).toEqual(['a'])
})

test('of the topics that nobody watches it remembers 1 000, and forgets the oldest first', () => {
  const store = start()
  store.open(toTopic('watched')).watchers.add(watcher)
  for (let index = 0; index < 5_000; index += 1) store.detach(store.open(toTopic(`topic ${index}`)))
  expect([store.get('topic 3999'), store.get('topic 4000')?.key, names(store).length]).toEqual([
    undefined,
    'topic 4000',
    1_001,
  ])
  expect(store.get('watched')).toBeDefined()
})

test('one that is left again counts as new', () => {
  const store = start()
  store.detach(store.open(toTopic('a')))
  for (let index = 0; index < 999; index += 1) store.detach(store.open(toTopic(`topic ${index}`)))
  store.detach(store.open(toTopic('a')))
  store.detach(store.open(toTopic('b')))
  expect([store.get('a')?.key, store.get('topic 0')]).toEqual(['a', undefined])
})

test('one that is watched is never forgotten, even if it was left before', () => {
  const store = start()
  const entry = store.open(toTopic('a'))
  store.detach(entry)
  store.open(toTopic('a')).watchers.add(watcher)
  store.detach(entry)
  for (let index = 0; index < 2_000; index += 1) store.detach(store.open(toTopic(`topic ${index}`)))
  expect(store.get('a')).toBe(entry)
})

test('an entry that was forgotten while its request ran takes nothing from the one that followed it', () => {
  const store = start()
  const old = store.open(toTopic('a'))
  store.detach(old)
  for (let index = 0; index < 1_000; index += 1) store.detach(store.open(toTopic(`topic ${index}`)))
  const entry = store.open(toTopic('a'))
  store.detach(old)
  for (let index = 0; index < 2_000; index += 1) store.detach(store.open(toTopic(`later ${index}`)))
  expect(store.get('a')).toBe(entry)
})

test('on a server nothing is remembered', () => {
  const store = start(true)
  store.detach(store.open(toTopic('a')))
  expect(names(store)).toEqual([])
})

test('clearing forgets everything', () => {
  const store = start()
  store.detach(store.open(toTopic('a')))
  store.open(toTopic('b'))
  store.clear()
  expect(names(store)).toEqual([])
})

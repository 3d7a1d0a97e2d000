import { expect, test } from 'vitest'
import { createTopicStore } from '../../../src/core/topic/topicStore.js'

interface Item {
  readonly key: string
  readonly getBytes: () => number
}

function start(isServer = false) {
  const store = createTopicStore<Item>(isServer)
  const sizes = new Map<string, number>()
  const open = (key: string, bytes = 4_000) => {
    sizes.set(key, bytes)
    return store.open(key, () => ({ key, getBytes: () => sizes.get(key) ?? 0 }))
  }
  return {
    ...store,
    open,
    sizes,
    /** Opens each of them and leaves it. */
    visit(count: number, name = 'topic') {
      for (let index = 0; index < count; index += 1) {
        const key = `${name} ${index}`
        store.detach(open(key))
      }
    },
    names: () => Array.from(store.watched(), ({ key }) => key),
  }
}

test('Equal keys share one item', () => {
  const { get, names, open } = start()
  const item = open('a')
  expect([open('a'), get('a'), get('b')]).toEqual([item, item, undefined])
  expect(open('a')).toBe(item)
  expect(names()).toEqual(['a'])
})

test('A topic that is left is remembered as it was, and no more among those that are watched', () => {
  const { detach, get, names, open } = start()
  const item = open('a')
  open('b')
  detach(item)
  expect(get('a')).toBe(item)
  expect(names()).toEqual(['b'])
  expect(open('a')).toBe(item)
  expect(names()).toEqual(['b', 'a'])
})

test('A store remembers 4 MB of the topics that nobody watches, and forgets the oldest first', () => {
  const { get, names, open, visit } = start()
  open('watched')
  visit(5_000)
  expect([get('topic 3999'), get('topic 4000')?.key, get('topic 4999')?.key]).toEqual([
    undefined,
    'topic 4000',
    'topic 4999',
  ])
  expect([get('watched')?.key, names()]).toEqual(['watched', ['watched']])
})

test('A topic that is left again counts as new', () => {
  const { detach, get, open, visit } = start()
  detach(open('a'))
  visit(999)
  detach(open('a'))
  detach(open('b'))
  expect([get('a')?.key, get('topic 0')]).toEqual(['a', undefined])
})

test('A topic that is watched is never forgotten, even if it was left before', () => {
  const { detach, get, open, visit } = start()
  const item = open('a')
  detach(item)
  open('a')
  visit(2_000)
  expect(get('a')).toBe(item)
})

test('A topic that was forgotten while its request ran takes nothing from the one that followed it', () => {
  const { detach, get, names, open, visit } = start()
  const old = open('a')
  detach(old)
  visit(1_000)
  const item = open('a')
  expect(item).not.toBe(old)
  detach(old)
  visit(2_000, 'later')
  expect(get('a')).toBe(item)
  expect(names()).toEqual(['a'])
})

test('A large topic leaves room for few others, and counts anew where it has grown; the last is always there', () => {
  const { detach, get, open, sizes } = start()
  detach(open('small'))
  const feed = open('feed', 3_999_999)
  detach(feed)
  expect([get('small')?.key, get('feed')]).toEqual(['small', feed])
  sizes.set('feed', 4_000_000)
  detach(feed)
  expect([get('small'), get('feed')]).toEqual([undefined, feed])
  detach(open('later'))
  expect([get('later')?.key, get('feed')]).toEqual(['later', feed])
  detach(open('latest', 4_000_001))
  expect([get('later'), get('feed'), get('latest')?.key]).toEqual([undefined, undefined, 'latest'])
})

test('On a server nothing is remembered', () => {
  const { detach, get, names, open } = start(true)
  detach(open('a'))
  expect([get('a'), names()]).toEqual([undefined, []])
})

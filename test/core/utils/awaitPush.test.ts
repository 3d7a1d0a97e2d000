import { expect, test } from 'vitest'
import { createListeners } from '../../../src/core/utils/listeners.js'
import { awaitPush } from '../../../src/core/utils/awaitPush.js'
import type { PushedTopicEvent } from '../../../src/core/contract/pushedTopic.js'

function start(data?: string) {
  const listeners = createListeners<PushedTopicEvent<string>>()
  let count = 0
  const topic = {
    protocol: { id: 'scripted' },
    topic: { kind: 'a' },
    getData: () => data,
    on(listener: (event: PushedTopicEvent<string>) => void) {
      count += 1
      const stop = listeners.add('a', listener)
      return () => {
        count -= 1
        stop()
      }
    },
  }
  return { topic, emit: (event: PushedTopicEvent<string>) => listeners.emit('a', event), listening: () => count }
}

test('A request for a value that only the socket brings is answered with the first that comes', async () => {
  const { emit, listening, topic } = start()
  const answer = awaitPush(topic, true)
  emit({ type: 'info' })
  emit({ type: 'write' })
  expect(listening()).toBe(1)
  emit({ type: 'data', data: 'one' })
  emit({ type: 'data', data: 'two' })
  expect([await answer, listening()]).toEqual(['one', 0])
})

test('A request for a pushed value that is known already is answered with it', async () => {
  const { listening, topic } = start('known')
  expect([await awaitPush(topic, true), listening()]).toEqual(['known', 0])
})

test('A request for a pushed value that nobody watches is refused: nothing would come', async () => {
  await expect(awaitPush(start('known').topic, false)).rejects.toMatchObject({
    code: 'NOT_POLLABLE',
    protocol: 'scripted',
  })
})

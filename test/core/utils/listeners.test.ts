import { afterEach, expect, test, vi } from 'vitest'
import { createListeners } from '../../../src/core/utils/listeners.js'

afterEach(() => void vi.unstubAllGlobals())

test('An event is told to every listener of its key, in their order', () => {
  const received: string[] = []
  const listeners = createListeners<number>()
  listeners.add('a', (event) => received.push(`first ${event}`))
  listeners.add('a', (event) => received.push(`second ${event}`))
  listeners.add('b', (event) => received.push(`other ${event}`))
  listeners.emit('a', 1)
  listeners.emit('c', 2)
  expect(received).toEqual(['first 1', 'second 1'])
})

test('A listener that is added twice is called twice, and each has its own release', () => {
  const received: number[] = []
  const listeners = createListeners<number>()
  const listener = (event: number) => received.push(event)
  const release = listeners.add('a', listener)
  listeners.add('a', listener)
  listeners.emit('a', 1)
  release()
  release()
  listeners.emit('a', 2)
  expect(received).toEqual([1, 1, 2])
})

test('One that leaves is told no more, even within the event; one that comes is told of the next', () => {
  const received: string[] = []
  const listeners = createListeners<number>()
  listeners.add('a', (event) => {
    received.push(`first ${event}`)
    if (event === 1) listeners.add('a', (later) => received.push(`new ${later}`))
  })
  listeners.emit('a', 1)
  listeners.emit('a', 2)
  expect(received).toEqual(['first 1', 'first 2', 'new 2'])
})

test('One that throws harms no other, and its exception is not swallowed', () => {
  const later: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback))
  const received: number[] = []
  const listeners = createListeners<number>()
  listeners.add('a', () => {
    throw new Error('mine')
  })
  listeners.add('a', (event) => received.push(event))
  listeners.emit('a', 1)
  expect(received).toEqual([1])
  expect(later).toHaveLength(1)
  expect(later[0]).toThrow('mine')
})

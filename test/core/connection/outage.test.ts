import { expect, test } from 'vitest'
import type { ConnectionInfo } from '../../../src/core/contract/status.js'
import { createListeners } from '../../../src/core/utils/listeners.js'
import { watchOutages } from '../../../src/core/connection/outage.js'
import { createTestEnvironment } from '../../support/environment.js'

function start(first: ConnectionInfo = { status: 'idle' }) {
  const { clock, environment, timers } = createTestEnvironment()
  const listeners = createListeners<undefined>()
  const received: string[] = []
  let info = first
  const stop = watchOutages(
    {
      getConnection: () => info,
      onConnection: (listener) => listeners.add('', listener),
    },
    environment.clock,
    (event) => received.push(event),
  )
  const become = (status: ConnectionInfo['status'], reason?: ConnectionInfo['reason']) => {
    info = reason ? { status, reason } : { status }
    listeners.emit('', undefined)
  }
  return { become, clock, stop, timers, received }
}

test('A blip is not told', () => {
  const { become, clock, timers, received } = start()
  become('connecting')
  become('connected')
  become('reconnecting')
  clock.advance(4_999)
  become('connected')
  clock.advance(60_000)
  expect([received, timers()]).toEqual([[], 0])
})

test('An outage is lost after 5 s, and restored when it is over, each once', () => {
  const { become, clock, received } = start({ status: 'connected' })
  become('reconnecting')
  become('reconnecting')
  clock.advance(5_000)
  expect(received).toEqual(['lost'])
  become('reconnecting')
  clock.advance(60_000)
  become('connected')
  become('connected')
  become('reconnecting')
  clock.advance(4_000)
  become('connected')
  become('reconnecting')
  clock.advance(5_000)
  expect(received).toEqual(['lost', 'restored', 'lost'])
})

test.each(['refused', 'unreachable'] as const)(
  'Being %s is told at once, once, and forgiven when it connects',
  (reason) => {
    const { become, clock, timers, received } = start()
    become('connecting')
    become('disconnected', reason)
    become('disconnected', reason)
    become('connecting')
    clock.advance(60_000)
    become('connected')
    expect([received, timers()]).toEqual([['failed', 'restored'], 0])
  },
)

test('An outage may turn into a failure', () => {
  const { become, clock, received } = start({ status: 'connected' })
  become('reconnecting')
  clock.advance(5_000)
  become('disconnected', 'unreachable')
  become('connected')
  expect(received).toEqual(['lost', 'failed', 'restored'])
})

test('A failure within a blip leaves no word of the blip', () => {
  const { become, clock, received } = start({ status: 'connected' })
  become('reconnecting')
  become('disconnected', 'refused')
  clock.advance(60_000)
  expect(received).toEqual(['failed'])
})

test('Having no network is an outage', () => {
  const { become, clock, received } = start({ status: 'connected' })
  become('disconnected', 'offline')
  clock.advance(5_000)
  expect(received).toEqual(['lost'])
})

test('A first connection that does not come is an outage after 5 s as well, and restored when it does', () => {
  const { become, clock, timers, received } = start()
  become('connecting')
  clock.advance(4_999)
  expect(received).toEqual([])
  clock.advance(1)
  become('connecting')
  clock.advance(60_000)
  become('connected')
  expect([received, timers()]).toEqual([['lost', 'restored'], 0])
})

test('A connection that nobody wants any more is not missed', () => {
  const { become, clock, received } = start({ status: 'connected' })
  become('reconnecting')
  become('idle')
  clock.advance(60_000)
  expect(received).toEqual([])
})

test('What had failed before anybody watched is told, and after the stop nothing is', () => {
  const { become, clock, stop, timers, received } = start({ status: 'disconnected', reason: 'refused' })
  expect(received).toEqual(['failed'])
  become('connected')
  become('reconnecting')
  stop()
  clock.advance(60_000)
  become('disconnected', 'refused')
  expect([received, timers()]).toEqual([['failed', 'restored'], 0])
})

import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { untilStopped } from '../../src/testing/cli/untilStopped.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function start(env: Record<string, string>) {
  const own = Object.assign(new EventEmitter(), { ppid: 7, env })
  let isStopped = false
  void untilStopped(own).then(() => (isStopped = true))
  return { own, isStopped: () => isStopped }
}

describe('The command line stops', () => {
  test.each(['SIGINT', 'SIGTERM'])('at %s', async (signal) => {
    const { own, isStopped } = start({})
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isStopped()).toBe(false)
    own.emit(signal)
    await vi.advanceTimersByTimeAsync(0)
    expect(isStopped()).toBe(true)
  })

  test('where npx is told to end, whose shell passes no signal on: its parent is then another', async () => {
    const { own, isStopped } = start({ npm_lifecycle_event: 'npx' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isStopped()).toBe(false)
    own.ppid = 1
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isStopped()).toBe(true)
  })

  test('not where its parent ends that is no package manager', async () => {
    const { own, isStopped } = start({})
    own.ppid = 1
    await vi.advanceTimersByTimeAsync(1_000)
    expect(isStopped()).toBe(false)
  })
})

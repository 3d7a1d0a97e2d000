import { expect, test } from 'vitest'
import { createEngine } from '../../../src/core/engine/engine.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createScriptedService, type Note, type NoteTopic, toTopic } from '../support/scriptedService.js'
import { toConnectionWord } from '../../../src/components/status/toConnectionWord.js'

test('A protocol without `live` is polled, opens no link, and is said to be polling, not offline', async () => {
  const { clock, environment, timers } = createTestEnvironment({ random: () => 0 })
  const service = createScriptedService()
  const { live: _live, ...protocol } = service.protocol
  const engine = createEngine<NoteTopic, Note>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: () => {},
    batch: (write) => write(),
  })
  let at = 0
  service.answer = () => ({ at: (at += 1), word: 'polled' })
  const handle = engine.topic(toTopic('a'))
  const stop = handle.watch({ refetch: () => handle.snapshot().then(() => {}) })
  await clock.advanceAsync(30_000)
  const { transport, isStale, isPollable } = handle.getShown().info
  expect([service.links.length, handle.getData()?.word, transport, isStale, isPollable]).toEqual([
    0,
    'polled',
    'polling',
    false,
    true,
  ])
  expect(at).toBeGreaterThan(3)
  expect(toConnectionWord({ ...engine.getConnection(), transport, isStale })).toBe('polling')
  engine.reconnect()
  stop()
  await clock.advanceAsync(5_000)
  expect([service.links.length, timers()]).toEqual([0, 0])
})

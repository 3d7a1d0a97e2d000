import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '../support/steps.mjs'
import { createLedger } from './bridge/ledger.mjs'

const file = join(import.meta.dirname, 'bridge.mjs')

test('The load on a bridge is measured by a command, as JSON', { timeout: 600_000 }, async () => {
  const flags = [
    '--readers',
    '20',
    '--ids',
    '4',
    '--rate',
    '50',
    '--seconds',
    '0.2',
    '--rounds',
    '1',
    '--only',
    'spread',
  ]
  const { code, output } = await run([process.execPath, file, ...flags], { timeoutMs: 110_000 })
  expect(output).toMatch(/^onwire +[\d.]+ /m)
  expect(code).toBe(0)
  const figure = { median: expect.any(Number), min: expect.any(Number), max: expect.any(Number) }
  const row = (variant: string) => ({
    variant,
    p50Ms: figure,
    p99Ms: figure,
    ackP99Ms: figure,
    cpuMicrosecondsPerEvent: figure,
    heapPerReader: figure,
    rssPerReaderAfterLoad: figure,
    ratio: { p50: figure, p99: figure, cpu: figure, heap: figure, rss: figure },
  })
  const report: unknown = JSON.parse(output.slice(output.indexOf('{\n'), output.lastIndexOf('\n}') + 2))
  expect(report).toMatchObject({
    settings: { readers: 20, ids: 4, rate: 50, seconds: 0.2, rounds: 1 },
    spread: ['floor', 'onwire', 'socket.io'].map(row),
    loadAverage: { before: expect.any(Array), after: expect.any(Array) },
  })
})

test('A run of the load counts each frame that is lost, doubled, or not of its reader', () => {
  const tell = (messages: readonly number[]) => {
    const ledger = createLedger({ readers: 3, ids: 2 })
    for (const reader of [0, 2]) for (const message of [0, 2, 4]) ledger.note(reader, message, message)
    for (const message of messages) ledger.note(1, message, message)
    return ledger.getProgress(6)
  }
  const whole = { lost: 0, doubled: 0, strange: 0, behind: 0 }
  expect(tell([1, 3, 5])).toEqual(whole)
  expect(tell([1, 3])).toEqual({ ...whole, behind: 1 })
  expect(tell([1, 5])).toEqual({ ...whole, lost: 1 })
  expect(tell([1, 3, 3, 5])).toEqual({ ...whole, doubled: 1 })
  expect(tell([1, 5, 3])).toEqual({ ...whole, lost: 1, doubled: 1 })
  expect(tell([1, 2, 3, 5, Number.NaN])).toEqual({ ...whole, strange: 2 })
})

import { afterEach, expect, test, vi } from 'vitest'
import { createReporter } from '../../../src/core/engine/reporter.js'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'

afterEach(() => void vi.unstubAllGlobals())

function start() {
  const received: Diagnostic[] = []
  return { received, report: createReporter('relay', (diagnostic) => received.push(diagnostic)) }
}

test('Trouble is told with its protocol, and counted by its code', () => {
  const { report, received } = start()
  report('MALFORMED_FRAME', 'first', 'x')
  report('RATE_LIMITED', 'other')
  report('MALFORMED_FRAME', 'second', 'y')
  expect(received).toEqual([
    { code: 'MALFORMED_FRAME', protocol: 'relay', message: 'first', count: 1, frame: 'x' },
    { code: 'RATE_LIMITED', protocol: 'relay', message: 'other', count: 1 },
    { code: 'MALFORMED_FRAME', protocol: 'relay', message: 'second', count: 2, frame: 'y' },
  ])
})

test('A frame is cut after 200 characters', () => {
  const { report, received } = start()
  for (const frame of ['x'.repeat(200), 'x'.repeat(201), { list: 'y'.repeat(500) }])
    report('MALFORMED_FRAME', '', frame)
  expect(received.map(({ frame }) => frame)).toEqual([
    'x'.repeat(200),
    `${'x'.repeat(200)}…`,
    `{"list":"${'y'.repeat(191)}…`,
  ])
})

test('Any frame can be told of', () => {
  const { report, received } = start()
  const loop: { self?: unknown } = {}
  loop.self = loop
  const frames = [null, 7, Symbol('s'), 10n, () => {}, loop, new Uint8Array(2)]
  for (const frame of frames) report('MALFORMED_FRAME', '', frame)
  expect(received.map(({ frame }) => frame)).toEqual([
    'null',
    '7',
    'Symbol(s)',
    '10',
    '() => {}',
    '[object Object]',
    '{"0":0,"1":0}',
  ])
})

test('A listener that throws harms nobody, and its exception is not swallowed', () => {
  const later: (() => void)[] = []
  vi.stubGlobal('queueMicrotask', (callback: () => void) => later.push(callback))
  const report = createReporter('relay', () => {
    throw new Error('mine')
  })
  report('RATE_LIMITED', '')
  expect(later).toHaveLength(1)
  expect(later[0]).toThrow('mine')
})

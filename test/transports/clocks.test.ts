import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { toPauseMs } from '../../src/transports/toPauseMs.js'
import { checkProperty } from '../support/property.js'

const sources = ['transports', 'protocols'].flatMap((folder) => {
  const root = new URL(`../../src/${folder}/`, import.meta.url)
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(new URL(path, root), 'utf8') }))
})

test('No transport and no protocol reads this machine’s wall clock to decide something', () => {
  const wallClock = /\bDate\.now\b(?!`)|\bnew Date\(\s*\)|(?<!new )\bDate\(|timeOrigin/
  expect(sources.length).toBeGreaterThan(50)
  const toPaths = (isIt: (text: string) => boolean) =>
    sources.flatMap(({ path, text }) => (isIt(text) ? [path] : [])).sort()
  expect(toPaths((text) => wallClock.test(text))).toEqual(['transports/getWallTime.ts'])
  // For people alone: a webhook’s stamp, and a date of a service that gives none of its own.
  expect(toPaths((text) => text.includes('/getWallTime.js'))).toEqual([
    'protocols/webhookRelay/protocol.ts',
    'transports/toPauseMs.ts',
  ])
})

describe('Retry-After', () => {
  afterEach(() => void vi.useRealTimers())

  test('is as long by a date as by seconds, however wrong this machine’s clock is', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    checkProperty(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: -31_536_000, max: 31_536_000 }),
        fc.integer({ min: 1e9, max: 2e9 }),
        (seconds, offBySeconds, serviceSeconds) => {
          vi.setSystemTime((serviceSeconds + offBySeconds) * 1000)
          const toDate = (unixSeconds: number) => new Date(unixSeconds * 1000).toUTCString()
          const date = toDate(serviceSeconds)
          const told = [String(seconds), toDate(serviceSeconds + seconds)]
          for (const each of told)
            expect(toPauseMs(new Headers({ date, 'retry-after': each }), 5_000)).toBe(seconds * 1000)
        },
      ),
    )
  })

  test.each(['soon', ''])('that says %o is as long as where there is none', (header) => {
    expect(toPauseMs(new Headers({ date: new Date().toUTCString(), 'retry-after': header }), 5_000)).toBe(5_000)
    expect(toPauseMs(new Headers(), 5_000)).toBe(5_000)
  })
})

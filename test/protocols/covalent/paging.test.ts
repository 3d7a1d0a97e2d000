import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toFeedPiece } from '../../../src/core/feed/toFeedPiece.js'
import type { Interval } from '../../../src/core/contract/feed.js'
import type { LogEvent } from '../../../src/protocols/covalent/index.js'
import { address, toLog } from './logs.js'
import { serveLogs } from './serveLogs.js'
import { checkProperty } from '../../support/property.js'

const isIn = ({ block_height }: LogEvent, parts: readonly Interval[]) =>
  parts.some(({ from, to }) => block_height >= from && block_height <= to)
const byPlace = (a: LogEvent, b: LogEvent) => a.block_height - b.block_height || a.log_offset - b.log_offset
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
/** So many logs in each block. */
const fill = (from: number, to: number, perBlock = 1) =>
  range(from, to).flatMap((height) => range(0, perBlock - 1).map((offset) => toLog(height, offset)))

const styles = [
  { order: 'ascending', counts: true },
  { order: 'ascending', counts: false },
  { order: 'descending', counts: true },
  { order: 'descending', counts: false },
] as const

describe('The first look', () => {
  test.each(styles)('takes the newest of a crowd, however it is paged: %o', async (style) => {
    const service = serveLogs({ logs: fill(1, 20_000, 2), head: 20_000, ...style })
    const { covered, hasOlder, items } = await service.fetch()
    const [part, ...more] = covered
    expect(more).toEqual([])
    expect(part?.to).toBe(20_000)
    const inside = items.filter((item) => isIn(item, covered)).sort(byPlace)
    expect(inside).toEqual(fill(part?.from ?? 0, 20_000, 2))
    expect(inside.length).toBeGreaterThanOrEqual(50)
    expect(hasOlder).toBe(true)
    expect(service.ranges().length).toBeLessThanOrEqual(4)
  })

  test('of few logs is one page', async () => {
    const service = serveLogs({ logs: fill(19_990, 20_000), head: 20_000 })
    await service.fetch()
    expect(service.ranges()).toEqual(['10001-20000 #0'])
  })

  test('begins with `fromBlock`, however far that is, as far as the service goes', async () => {
    const topic = { kind: 'logs', chain: 1, address: `0x${'1'.repeat(40)}`, fromBlock: 500_000 } as const
    const near = serveLogs({ logs: [toLog(500_001)], head: 1_000_000, topic })
    await expect(near.fetch()).resolves.toMatchObject({ covered: [{ from: 500_000, to: 1_000_000 }], hasOlder: false })
    const far = serveLogs({ logs: [], head: 3_000_000, topic })
    await expect(far.fetch()).resolves.toMatchObject({ covered: [{ from: 2_000_001, to: 3_000_000 }], hasOlder: true })
    const future = serveLogs({ logs: [], head: 400_000, topic })
    await expect(future.fetch()).resolves.toMatchObject({ items: [], covered: [], hasOlder: false })
    expect(future.ranges()).toEqual([])
  })

  test('is had, whatever the socket brought before', async () => {
    const service = serveLogs({ logs: fill(90, 100), head: 100 })
    const pieces = [toLog(96), toLog(99)].map((log) => toFeedPiece([log], service.protocol.feed.position))
    const { pieces: tools } = service.protocol.stateOf(service.topic)
    const next = await service.state(tools?.join(pieces))
    expect(next.items).toEqual(fill(90, 100))
    expect(next.covered).toEqual([{ from: 0, to: 100 }])
  })

  test('finds a crowd that stands before a silence', async () => {
    const service = serveLogs({ logs: fill(15_000, 15_000, 250), head: 20_000 })
    const { covered, items } = await service.fetch()
    expect(items.length).toBeGreaterThanOrEqual(250)
    expect(covered[0]?.from).toBeLessThanOrEqual(15_000)
    expect(service.ranges().length).toBeLessThanOrEqual(16)
  })
})

describe('A re-organisation that reaches the index between two requests', () => {
  /** Blocks above the fork come again, each log three blocks later, and so some of them on another page. */
  const replaceAbove = (fork: number, logs: readonly LogEvent[]) =>
    logs.map((log) =>
      log.block_height > fork ? { ...log, block_height: log.block_height + 3, block_hash: `0x${'c'.repeat(64)}` } : log,
    )

  test.each(styles)('takes no log from what was read: %o', async (style) => {
    for (const limit of [100, 400])
      for (const fork of [2_990, 2_950, 2_900, 2_850, 2_700])
        for (const at of range(1, 8)) {
          const before = fill(1, 3_000)
          const after = replaceAbove(fork, before)
          const reply = () => {
            if (service.ranges().length === at) service.change({ logs: after })
            return undefined
          }
          const service = serveLogs({ logs: before, head: 3_003, reply, ...style })
          const { covered, items } = await service.fetch(undefined, limit)
          const [part] = covered
          const toIds = (some: readonly LogEvent[]) =>
            some.filter((log) => isIn(log, covered)).map(service.protocol.feed.identity)
          const ids = new Set(items.map(service.protocol.feed.identity))
          // What was read before the blocks were replaced may be of the old ones: it is told anew by the next poll.
          const lost = [before, after].map((each) => toIds(each).filter((id) => !ids.has(id)).length)
          expect({ limit, fork, at, part, lost: Math.min(...lost) }).toMatchObject({ lost: 0 })
          expect(part?.to).toBe(3_003)
        }
  })
})

describe('What is new', () => {
  test('is asked for from twelve blocks before the end of what was settled', async () => {
    const service = serveLogs({ logs: fill(90, 110, 8), head: 100 })
    const known = await service.state()
    service.change({ head: 110 })
    const next = await service.state(known)
    expect(service.ranges()).toEqual(['0-100 #0', '88-110 #0', '88-110 #1'])
    expect(next.items).toEqual(fill(90, 110, 8))
    expect(next.covered).toEqual([{ from: 0, to: 110 }])
  })

  test('is asked for from further back where that costs no more: half a page of logs, or as far as blocks are replaced', async () => {
    const dense = serveLogs({ logs: fill(1, 1_000), head: 990 })
    const known = await dense.state()
    dense.change({ head: 1_000 })
    await dense.state(known)
    expect(dense.ranges().at(-1)).toBe('941-1000 #0')
    const sparse = serveLogs({ logs: fill(900, 910), head: 990 })
    const few = await sparse.state()
    sparse.change({ head: 1_000 })
    await sparse.state(few)
    expect(sparse.ranges().at(-1)).toBe('744-1000 #0')
  })

  test('is asked for where the head has not moved, too: the index of logs may have', async () => {
    const service = serveLogs({ logs: fill(90, 98), head: 100 })
    const known = await service.state()
    await expect(service.state({ ...known, isBroken: true })).resolves.toEqual(known)
    service.change({ logs: fill(90, 100) })
    const next = await service.state(known)
    expect(next.items).toEqual(fill(90, 100))
  })

  test.each([
    { chain: 'eth-mainnet', settled: 993 },
    { chain: 8453, settled: 962 },
    { chain: 'arbitrum-mainnet', settled: 700 },
    { chain: 'nobody-knows-it', settled: 925 },
    { chain: 'mychain-mainnet', settled: 999 },
  ] as const)('was not known for certain in the last minute’s blocks: $chain', async ({ chain, settled }) => {
    const topic = { kind: 'logs', chain, address } as const
    const chainPaces = { 'mychain-mainnet': { blockMs: 90_000, finalBlocks: 4 } }
    const service = serveLogs({ logs: [], head: 1_000, topic }, { chainPaces })
    const { checkedTo, covered } = await service.state()
    expect({ checkedTo, covered }).toEqual({ checkedTo: settled, covered: [{ from: 0, to: 1_000 }] })
  })

  test('is settled by its age, where blocks and logs are dated: a chain may be quicker than anybody knew', async () => {
    const minute = (seconds: number) => new Date(1_765_989_800_000 + seconds * 1_000).toISOString()
    const logs = range(801, 1_000).map((height) => toLog(height, 0, { block_signed_at: minute(height) }))
    const service = serveLogs({ logs, head: 1_000, signedAt: minute(1_000) }, { chainPaces: {} })
    await expect(service.state()).resolves.toMatchObject({ checkedTo: 925 })
    // Blocks without logs are as old as the head that they once were.
    service.change({ logs: [], head: 1_010, signedAt: minute(1_010) })
    await service.state()
    service.change({ head: 1_080, signedAt: minute(1_080) })
    await expect(service.state()).resolves.toMatchObject({ checkedTo: 1_000 })
  })

  test('begins with a gap that is being asked for, and not with one that was left', async () => {
    const service = serveLogs({ logs: fill(1, 300), head: 300 })
    const known = {
      ...(await service.state(undefined, 1_000)),
      covered: [
        { from: 0, to: 100 },
        { from: 200, to: 300 },
      ],
    }
    service.change({ head: 301 })
    await service.state(known, 1_000)
    await service.state({ ...known, left: [{ from: 101, to: 199 }] }, 1_000)
    expect(service.ranges().filter((asked) => asked.includes('-301 #0'))).toEqual(['89-301 #0', '251-301 #0'])
  })

  test('takes back what has vanished, and keeps it marked', async () => {
    const service = serveLogs({ logs: fill(90, 100), head: 100 })
    const known = await service.state()
    const moved = { ...toLog(96), block_height: 97 }
    service.change({ head: 101, logs: [...fill(90, 94), moved, toLog(101)] })
    const next = await service.state(known)
    expect(next.items).toEqual([...fill(90, 95), moved, ...fill(97, 100), toLog(101)].sort(byPlace))
    expect([...next.removed].sort()).toEqual(['0x1000:0', '0x950:0', '0x970:0', '0x980:0', '0x990:0'])
  })

  test.each(styles)('that is more than ten pages is cut to the newest, and the rest is a gap: %o', async (style) => {
    const service = serveLogs({ logs: fill(1, 100), head: 100, ...style })
    const known = await service.state()
    service.change({ head: 2_000, logs: fill(1, 2_000, 2) })
    const next = await service.state(known, 1_000)
    expect(next.covered).toHaveLength(2)
    const [, newest] = next.covered
    expect(newest?.to).toBe(2_000)
    expect(next.left).toEqual([{ from: 88, to: (newest?.from ?? 0) - 1 }])
    const held = next.items.filter((item) => newest && isIn(item, [newest]))
    expect(held).toEqual(fill(newest?.from ?? 0, 2_000, 2))
    expect(held.length).toBeGreaterThan(900)
    // It isn't asked for by itself.
    service.change({ head: 2_001, logs: fill(1, 2_001, 2) })
    await service.state(next, 1_000)
    expect(service.ranges().at(-1)).toBe('1976-2001 #0')
  })

  test('over more blocks than the service allows is cut, too', async () => {
    const service = serveLogs({ logs: fill(1, 10), head: 100 })
    const known = await service.state()
    service.change({ head: 2_000_100 })
    const next = await service.state(known)
    expect(service.ranges().at(-1)).toBe('1000101-2000100 #0')
    expect(next.left).toEqual([{ from: 88, to: 1_000_100 }])
  })

  test('is nothing where a lagging server knows less', async () => {
    const service = serveLogs({ logs: fill(90, 100), head: 100 })
    const known = await service.state()
    service.change({ head: 80 })
    await expect(service.state(known)).resolves.toEqual(known)
  })

  test('leaves alone what the list has let go of', async () => {
    const service = serveLogs({ logs: fill(1, 100, 10), head: 100 })
    const { pieces } = service.protocol.stateOf(service.topic)
    const known = pieces?.trim(await service.state(), 20)
    service.change({ head: 101 })
    await service.state(known)
    expect(service.ranges().at(-1)).toBe('99-101 #0')
  })
})

describe('An answer that contradicts what is known', () => {
  /** The same blocks on another fork from `from` on. */
  const fork = (from: number, to: number) =>
    fill(1, to).map((log) => (log.block_height < from ? log : { ...log, tx_hash: `${log.tx_hash}f` }))
  const isFork = ({ tx_hash }: LogEvent) => tx_hash.endsWith('f')

  test.each([30, 199, 400])('goes back until one agrees: %i blocks were replaced', async (depth) => {
    const service = serveLogs({ logs: fill(1, 1_000), head: 1_000 })
    const known = await service.state(undefined, 2_000)
    service.change({ logs: fork(1_001 - depth, 1_001), head: 1_001 })
    const next = await service.state(known, 2_000)
    const shown = next.items.filter((item) => !next.removed.includes(service.protocol.feed.identity(item)))
    expect(shown).toEqual(fork(1_001 - depth, 1_001))
    expect(shown.filter(isFork)).toHaveLength(depth + 1)
    expect(next).toMatchObject({ covered: [{ from: 0, to: 1_001 }], left: [] })
  })

  test('that goes back too far leaves a gap before what was read', async () => {
    const service = serveLogs({ logs: fill(1, 2_000), head: 2_000 })
    const known = await service.state(undefined, 3_000)
    service.change({ logs: fork(1, 2_001), head: 2_001 })
    const { covered, items, left, removed } = await service.state(known, 3_000)
    const [start, end] = covered
    expect([start, end?.to]).toEqual([{ from: 0, to: 0 }, 2_001])
    expect(end?.from).toBeLessThan(1_500)
    expect(left).toEqual([{ from: 1, to: (end?.from ?? 0) - 1 }])
    const inside = items.filter((item) => end && isIn(item, [end]))
    expect(inside.filter((item) => !removed.includes(service.protocol.feed.identity(item)))).toEqual(
      fork(1, 2_001).filter((item) => end && isIn(item, [end])),
    )
  })

  test('agrees where both are quiet, and asks for no more than may be replaced, and as much again', async () => {
    const service = serveLogs({ logs: fill(995, 1_000), head: 1_000 })
    const known = await service.state()
    service.change({ logs: fork(1, 1_001).filter(({ block_height }) => block_height > 994), head: 1_001 })
    const next = await service.state(known)
    expect(next.left).toEqual([])
    expect(next.items.filter(isFork)).toHaveLength(7)
    expect(service.ranges().at(-1)).toBe('487-744 #0')
  })
})

describe('A range that is asked for by name', () => {
  test('is read, and what is too much stays a gap', async () => {
    const service = serveLogs({ logs: fill(1, 3_000), head: 3_000, order: 'descending' })
    await expect(service.fetch(undefined, 100, { from: 10, to: 20 })).resolves.toEqual({
      items: fill(10, 20).sort((a, b) => byPlace(b, a)),
      covered: [{ from: 10, to: 20 }],
      left: [],
      hasOlder: true,
    })
    await expect(service.fetch(undefined, 100, { from: 1, to: 2_000 })).resolves.toMatchObject({
      covered: [{ from: 1_011, to: 2_000 }],
      left: [{ from: 1, to: 1_010 }],
    })
  })

  test('of what is older is as long as the service allows in one request', async () => {
    const service = serveLogs({ logs: [toLog(1_900_000)], head: 2_000_000 })
    const { covered, hasOlder, items } = await service.fetch(undefined, 100, { to: 1_990_000 })
    expect(items).toEqual([toLog(1_900_000)])
    expect(covered).toEqual([{ from: 990_001, to: 1_990_000 }])
    expect(hasOlder).toBe(true)
    expect(service.ranges()).toEqual(['990001-1990000 #0'])
  })

  test('of what is older ends with the first block, and with `fromBlock`', async () => {
    const service = serveLogs({ logs: [], head: 100 })
    await expect(service.fetch(undefined, 100, { to: 50 })).resolves.toMatchObject({
      covered: [{ from: 0, to: 50 }],
      hasOlder: false,
    })
    const topic = { kind: 'logs', chain: 1, address: `0x${'1'.repeat(40)}`, fromBlock: 40 } as const
    const bounded = serveLogs({ logs: fill(1, 100), head: 100, topic })
    await expect(bounded.fetch(undefined, 100, { to: 50 })).resolves.toMatchObject({
      items: fill(40, 50),
      covered: [{ from: 40, to: 50 }],
      hasOlder: false,
    })
  })

  test('of what is older says how far it has looked where it found nothing', async () => {
    const service = serveLogs({ logs: [], head: 9_000_000 })
    const { covered, hasOlder } = await service.fetch(undefined, 100, { to: 8_000_000 })
    expect(hasOlder).toBe(true)
    expect(covered).toEqual([{ from: 7_000_001, to: 8_000_000 }])
  })
})

test('A list whose length changes under the reading is read once more', async () => {
  const service = serveLogs({ logs: fill(1, 400), head: 400, counts: true })
  service.change({
    reply(url) {
      // One log vanishes between two pages: the first of the next page is passed over.
      if (url.searchParams.get('page-number') === '1') service.change({ logs: fill(2, 400), reply: () => undefined })
      return undefined
    },
  })
  const { items } = await service.fetch(undefined, 1_000)
  expect(items).toHaveLength(399)
  expect(service.ranges().filter((asked) => asked.endsWith('#0'))).toHaveLength(2)
})

test('A list that is told newest first, and loses its newest under the reading, is passed over nowhere', async () => {
  const service = serveLogs({ logs: fill(1, 300), head: 300, order: 'descending' })
  let pages = 0
  service.change({
    reply(url) {
      if (url.pathname.includes('/events/') && ++pages === 2)
        service.change({ logs: fill(1, 293), reply: () => undefined })
      return undefined
    },
  })
  const { items } = await service.fetch(undefined, 1_000)
  expect([...items].sort(byPlace)).toEqual(fill(1, 300))
})

test('A crowd of one block that loses logs under the reading hides none that stand behind it', async () => {
  const crowd = fill(20, 20, 120)
  const service = serveLogs({ logs: [...fill(1, 14), ...crowd], head: 20, order: 'descending' })
  let pages = 0
  service.change({
    reply(url) {
      if (url.pathname.includes('/events/') && ++pages === 2)
        service.change({ logs: [...fill(1, 14), ...crowd.slice(0, 110)], reply: () => undefined })
      return undefined
    },
  })
  const { items } = await service.fetch(undefined, 1_000)
  expect([...items].sort(byPlace)).toEqual([...fill(1, 14), ...crowd.slice(0, 110)])
})

test('All that is covered is there, whatever the chain and the paging, and it reaches to the head', async () => {
  const chain = fc
    .array(fc.tuple(fc.nat({ max: 400 }), fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 350 }))), { maxLength: 12 })
    .map((clusters) => {
      let height = 0
      const logs = clusters.flatMap(([blocks, count]) => fill((height += blocks + 1), height, count))
      return { logs, head: height + 5 }
    })
  await checkProperty(
    fc.asyncProperty(
      chain,
      fc.constantFrom(...styles),
      fc.integer({ min: 1, max: 700 }),
      async (served, style, limit) => {
        const service = serveLogs({ ...served, ...style }, { lookbackBlocks: 4_000 })
        const { covered, items } = await service.fetch(undefined, limit)
        const inside = items.filter((item) => isIn(item, covered)).sort(byPlace)
        expect(inside).toEqual(served.logs.filter((item) => isIn(item, covered)))
        expect(covered.at(-1)?.to ?? served.head).toBe(served.head)
        if (inside.length < Math.min(limit, served.logs.length) / 2) expect(items.length).toBeGreaterThanOrEqual(100)
      },
    ),
  )
})

test('A chain whose head has gone back is asked for what it has now: nothing is stuck, and what is gone is told', async () => {
  const service = serveLogs({ logs: [toLog(490), toLog(495)], head: 500 })
  const known = {
    ...toFeedPiece([toLog(900)], ({ block_height }: LogEvent) => block_height),
    covered: [{ from: 100, to: 1_000 }],
    checkedTo: 1_000,
    isBroken: false,
  }
  const { covered, items } = await service.fetch(known)
  expect(covered).toEqual([{ from: 244, to: 500 }])
  expect(items.map(({ block_height }) => block_height)).toEqual([490, 495])
})

import type { BlockHeader, FeedAnswer, FeedData, Interval } from '../../core/contract/feed.js'
import { keptHeaders } from '../../core/feed/mergeHeaders.js'
import { isWithin } from '../../core/feed/intervals.js'
import type { LogEvent } from './model.js'
import { type Header, toHeader } from './read.js'
import { ask, moved, type Reading, readStretch, toBlockCall, toLogs, toLogsCall } from './stretch.js'

type LogsAnswer = FeedAnswer<LogEvent>

/** How often what contradicts itself is read once more. */
const attempts = 3

/**
 * Asks for what is new, for a gap, or for what is older.
 *
 * The list is of the chain of the blocks that it was read with. So a request for what is new first asks for the last of
 * them: where that is on the chain still, everything before it is, and only later blocks are read. Where it isn't, the
 * newest that is, is looked for, and everything after that is read anew, however deep it lies.
 */
export async function fetchLogs(reading: Reading): Promise<LogsAnswer> {
  for (let left = attempts; left > 0; left -= 1) {
    const answer = await (reading.context.range ? readRange(reading) : readNew(reading))
    if (answer !== moved) return answer
  }
  throw reading.rest.toError('CHAIN_MOVED', 'What the node said of its chain contradicted itself.')
}

function readRange(reading: Reading): Promise<LogsAnswer | typeof moved> {
  const { current, limit, range } = reading.context
  const enough = range?.from === undefined ? Math.max(1, limit - (current?.items.length ?? 0)) : Infinity
  return readBelow(reading, range?.from ?? 0, range?.to ?? 0, enough)
}

async function readBelow(reading: Reading, wanted: number, to: number, enough = Infinity) {
  const floor = reading.topic.fromBlock ?? 0
  const from = Math.max(floor, wanted)
  const stretch = await readStretch(reading, { from, to, enough })
  if (stretch === moved) return moved
  const covered = stretch.from <= to ? [{ from: stretch.from, to }] : []
  const headers = stretch.headers.map(toBlock)
  return { items: stretch.items, covered, headers, hasOlder: stretch.from > floor }
}

async function readNew(reading: Reading): Promise<LogsAnswer | typeof moved> {
  const { context, options, topic } = reading
  const { current } = context
  const last = current && getLast(current)
  const head = toBlockCall(options.finality)
  if (!current || current.checkedTo === undefined || !last) {
    const [answer] = await ask(reading, [head])
    return readFirst(reading, needHead(reading, answer?.result))
  }
  const { covered, headers = [], isTrimmed } = current
  const lowest = headers[0]?.height ?? 0
  const pushed = covered[0]?.from ?? lowest
  // Logs that the socket brought before the first answer, from below it, may be of blocks that were replaced since.
  if (pushed < lowest && !isTrimmed && headers.length < keptHeaders) return readBelow(reading, pushed, lowest)
  const from = last.height + 1
  const calls = [toBlockCall(last.height), head, toLogsCall(topic, from, options.finality), head] as const
  const answers = await ask(reading, calls)
  const [known, before, after] = [0, 1, 3].map((nth) => toHeader(answers[nth]?.result))
  const newest = needHead(reading, answers[3]?.result)
  if (before?.hash !== after?.hash) return moved
  if (known?.hash !== last.hash) return readFork(reading, current, newest)
  const hasOlder = current.hasOlder
  if (newest.height < from) return { items: [], covered: [], hasOlder }
  const items = toLogs(answers[2])
  if (!items) return readAfter(reading, current, last, newest)
  return { items, covered: [{ from, to: newest.height }], headers: [toBlock(newest)], hasOlder }
}

/** The list begins: as many of the newest as are wanted. */
async function readFirst(reading: Reading, head: Header): Promise<LogsAnswer | typeof moved> {
  const { context, options, topic } = reading
  const floor = topic.fromBlock ?? 0
  const from = topic.fromBlock ?? Math.max(0, head.height - options.lookbackBlocks + 1)
  const to = head.height
  const { hash } = head
  if (from > to) return { items: [], covered: [], hasOlder: false }
  const stretch = await readStretch(reading, { from, to, hash, enough: context.limit })
  if (stretch === moved || stretch.from > to) return moved
  const headers = stretch.headers.map(toBlock)
  return { items: stretch.items, covered: [{ from: stretch.from, to }], headers, hasOlder: stretch.from > floor }
}

/** Reads everything after a block that is on the chain still. What is too much is left as a gap. */
async function readAfter(
  reading: Reading,
  { checkedTo = 0, hasOlder }: FeedData<LogEvent>,
  { height }: Pick<BlockHeader, 'height'>,
  head: Header,
): Promise<LogsAnswer | typeof moved> {
  const from = height + 1
  const stretch = await readStretch(reading, { from, to: head.height, hash: head.hash })
  if (stretch === moved) return moved
  const { items } = stretch
  // Blocks that the list has above the head are of another fork.
  const covered = [{ from: stretch.from, to: Math.max(head.height, checkedTo) }]
  const gap: readonly Interval[] = stretch.from > from ? [{ from, to: stretch.from - 1 }] : []
  return { items, covered, left: gap, contradicted: gap, headers: stretch.headers.map(toBlock), hasOlder }
}

/** The last block that was known is gone. Finds the newest one that isn't, and reads on from there. */
async function readFork(
  reading: Reading,
  current: FeedData<LogEvent>,
  head: Header,
): Promise<LogsAnswer | typeof moved> {
  const all = getKnown(current)
  // A node that is behind says nothing of what it doesn't have yet.
  const isBehind = head.height < (getLast(current)?.height ?? 0)
  const known = all.filter(({ height }) => height <= head.height)
  let isFirst = true
  for (let start = 0, count = 8; start < known.length; start += count, count *= 2) {
    const some = known.slice(start, start + count)
    const answers = await ask(
      reading,
      some.map(({ height }) => toBlockCall(height)),
    )
    const nth = some.findIndex(({ hash }, at) => toHeader(answers[at]?.result)?.hash === hash)
    const found = some[nth]
    if (found && isBehind && isFirst && nth === 0) return { items: [], covered: [], hasOlder: current.hasOlder }
    if (found) return readAfter(reading, current, found, head)
    isFirst = false
  }
  const lowest = current.covered[0]?.from ?? 0
  return lowest > head.height
    ? { items: [], covered: [], hasOlder: current.hasOlder }
    : readAfter(reading, current, { height: lowest - 1 }, head)
}

/** The newest block that the list was read with, and has everything up to. */
function getLast({ checkedTo = 0, headers = [] }: FeedData<LogEvent>): BlockHeader | undefined {
  return headers.filter(({ height }) => height <= checkedTo).at(-1)
}

/**
 * The blocks that the list was read with, newest first. The block of an item isn't among them: the socket brings items
 * of a new fork while those before them are still of the old one.
 */
function getKnown({ checkedTo = 0, covered, headers = [] }: FeedData<LogEvent>): readonly BlockHeader[] {
  return headers
    .filter(({ height }) => height <= checkedTo && covered.some((part) => isWithin(height, part)))
    .sort((a, b) => b.height - a.height)
}

function toBlock({ hash, height }: Header): BlockHeader {
  return { height, hash }
}

function needHead({ options, rest }: Reading, block: unknown): Header {
  const head = toHeader(block)
  if (head) return head
  throw rest.toError('NO_HEAD', `The node has no block that it calls ${options.finality}.`)
}

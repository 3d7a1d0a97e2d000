import type { FeedAnswer, FeedChain, FeedData, FeedHead } from '../contract/feed.js'
import type { FetchContext } from '../contract/fetchContext.js'
import type { Topic } from '../contract/topic.js'
import { createAgreement } from './agreement.js'
import { getLowest } from './coverage.js'
import type { FeedContext } from './mergeFeed.js'
import { toFeedPiece } from './toFeedPiece.js'

/** A re-organisation may always be so deep, in blocks. */
const minDepth = 256
/** So few items agree by chance. */
const fewItems = 4

/** Asks for what is new, or for a range, and makes the answer into a piece of the list. */
export async function fetchFeed<T extends Topic, Item>(
  context: FeedContext<T, Item>,
  topic: T,
  fetchContext: FetchContext<FeedData<Item>>,
): Promise<FeedData<Item>> {
  const { feed, getSettled, order } = context
  const { current, range } = fetchContext
  const first = await feed.fetch?.(topic, fetchContext)
  if (!first) return toFeedPiece([], feed.position)
  const chain = feed.chain?.(topic)
  const { head } = first
  const toHead = (item: Item): FeedHead => ({ height: feed.position(item), at: feed.signedAt?.(item) ?? NaN })
  const settledTo = chain && head ? getSettled(chain, head, first.items.map(toHead)) : range && current?.checkedTo
  const answer: FeedAnswer<Item> =
    chain && head && current?.checkedTo !== undefined
      ? await readBefore(context, topic, { ...fetchContext, current }, first, chain, settledTo ?? Infinity)
      : first
  const askedTo = answer.covered.at(-1)?.to
  return {
    // In their order, each once.
    items: [...new Map(answer.items.map((item) => [feed.identity(item), item])).values()].sort(order),
    removed: [],
    covered: answer.covered,
    left: answer.left ?? [],
    ...(askedTo !== undefined && { askedTo, checkedTo: Math.min(askedTo, settledTo ?? Infinity) }),
    ...(answer.contradicted && { contradicted: answer.contradicted }),
    ...(answer.headers && { headers: answer.headers }),
    isBroken: range !== undefined,
    hasOlder: answer.hasOlder,
  }
}

/** Reads on before an answer that leaves a gap, or that contradicts the list. */
async function readBefore<T extends Topic, Item>(
  { feed }: FeedContext<T, Item>,
  topic: T,
  fetchContext: FetchContext<FeedData<Item>> & { readonly current: FeedData<Item> },
  first: FeedAnswer<Item>,
  { finalBlocks }: FeedChain,
  settledTo: number,
): Promise<FeedAnswer<Item>> {
  const { current } = fetchContext
  const { askedTo = 0, checkedTo = 0 } = current
  const lowest = getLowest(current, feed.position)
  const read = async (from: number, to: number) =>
    (await feed.fetch?.(topic, { ...fetchContext, range: { from, to } })) ?? first
  const join = (lower: FeedAnswer<Item>, upper: FeedAnswer<Item>) => ({
    ...upper,
    items: [...lower.items, ...upper.items],
    covered: [...lower.covered, ...upper.covered],
    hasOlder: lower.hasOlder,
  })
  let from = first.covered[0]?.from ?? 0
  if (first.left?.length) {
    // The blocks that weren't settled when they were last asked for are asked for once more, before the gap.
    const unsettled = { from: Math.max(lowest, checkedTo + 1), to: Math.min(askedTo, from - 1) }
    if (unsettled.to < unsettled.from) return first
    const lower = await read(unsettled.from, unsettled.to)
    return { ...join(lower, first), hasOlder: first.hasOlder, contradicted: lower.left ?? [] }
  }
  const height = first.head?.height ?? 0
  const depth = Math.max(minDepth, finalBlocks)
  const agrees = createAgreement(feed, current)
  let answer: FeedAnswer<Item> = first
  let isAgreed = agrees(first.items, { from, to: Math.min(checkedTo, settledTo) }, 0)
  while (!isAgreed && from > lowest) {
    const to = from - 1
    // Twice as far back.
    from = Math.max(lowest, height - 2 * (height - to))
    const lower = await read(from, to)
    answer = join(lower, answer)
    isAgreed = agrees(lower.items, { from, to }, height - from < depth ? fewItems : 0)
    if (lower.left?.length || (!isAgreed && height - from >= 2 * depth)) {
      // The first block stays, so that a gap is seen after it.
      const gap = { from: lowest + 1, to: (lower.covered[0]?.from ?? to + 1) - 1 }
      return { ...answer, contradicted: gap.from > gap.to ? [] : [gap] }
    }
  }
  return answer
}

import type { FeedData, ItemReader } from '../contract/feed.js'
import type { Topic } from '../contract/topic.js'
import { getOlderRange } from '../feed/feedView.js'
import type { Engine } from './engine.js'
import { fetchRange } from './fetchRange.js'
import type { TopicHandle } from './topicHandle.js'

type ItemPosition<Item> = Pick<ItemReader<Item>, 'position'>

/** How many items a reader wants, and whether it wanted fewer before. */
interface RefillWanted {
  readonly limit: number
  readonly hasGrown: boolean
}

/**
 * Asks for older items where a reader wants more than are at hand, because the list was cut for readers who wanted
 * fewer, or because its own limit has grown. Where that fails, `hasOlder` still says that there are more.
 */
export async function refillFeed<T extends Topic, Item>(
  engine: Engine<T, FeedData<Item>>,
  handle: TopicHandle<T, FeedData<Item>>,
  feed: ItemPosition<Item>,
  wanted: RefillWanted,
): Promise<void> {
  const { hasGrown, limit } = wanted
  const { position } = feed
  const data = handle.getData()
  if (!data?.hasOlder || data.items.length >= limit || !(hasGrown || data.isTrimmed)) return
  const range = getOlderRange(data, position)
  if (range && handle.kind.fetch) await fetchRange(engine, handle, range, limit).catch(() => {})
}

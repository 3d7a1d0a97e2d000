import type { Query } from '@tanstack/react-query'
import { isObject } from '../../core/utils/json.js'
import type { Topic } from '../../core/contract/topic.js'

/**
 * `['onwire', protocol id, topic]`: plain JSON, the same on the server and in the browser.
 * A disabled hook has no topic.
 */
export type LiveQueryKey<T extends Topic = Topic> = readonly ['onwire', string, T | null]

export function toQueryKey<T extends Topic>(id: string, topic: T | null): LiveQueryKey<T> {
  return ['onwire', id, topic]
}

export function isTopic(value: unknown): value is Topic {
  return isObject(value) && typeof value['kind'] === 'string'
}

/** Reads the interests of the observers from their `meta`. */
export function getInterest(
  { observers }: Query,
  name: 'limit' | 'pollingIntervalMs',
  pick: (...interests: number[]) => number,
): number | undefined {
  const interests = observers.flatMap(({ options }) => Number(options.meta?.[name]) || [])
  return interests.length > 0 ? pick(...interests) : undefined
}

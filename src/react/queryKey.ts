import type { Query, QueryKey } from '@tanstack/react-query'
import type { Topic } from '../core/protocol.js'

/** `['onwire', protocol id, topic]`: plain JSON, the same on the server and in the browser. A disabled hook has no topic. */
export type LiveQueryKey<T extends Topic = Topic> = readonly ['onwire', string, T | null]

export function toQueryKey<T extends Topic>(id: string, topic: T | null): LiveQueryKey<T> {
  return ['onwire', id, topic]
}

export function readQueryKey([root, id, topic]: QueryKey): { readonly id: string; readonly topic: Topic } | undefined {
  return root === 'onwire' && typeof id === 'string' && isTopic(topic) ? { id, topic } : undefined
}

function isTopic(value: unknown): value is Topic {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
}

/** The shortest that an observer asks for, through its `meta`. */
export function getPollingInterval({ observers }: Query): number | undefined {
  const shortest = Math.min(...observers.map(({ options }) => Number(options.meta?.['pollingIntervalMs'] ?? Infinity)))
  return shortest < Infinity ? shortest : undefined
}

/** The most items of a feed that an observer asks for, through its `meta`. */
export function getLimit({ observers }: Query): number | undefined {
  return Math.max(...observers.map(({ options }) => Number(options.meta?.['limit'] ?? 0)), 0) || undefined
}

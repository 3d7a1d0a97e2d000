import type { CovalentLogEvent } from './covalentLogEvent.js'

/** Which logs of a chain are asked for. Everything in lower case. */
export type CovalentFilter =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'topic'; readonly topic: string; readonly secondaryTopics: readonly string[] }

export interface Destination {
  readonly chainId: number
  readonly filter: CovalentFilter
}

const addressShape = /^0x[0-9a-f]{40}$/i
const topicShape = /^0x[0-9a-f]{64}$/i

export function toAddressFilter(address: string): CovalentFilter | undefined {
  return addressShape.test(address) ? { kind: 'address', address: address.toLowerCase() } : undefined
}

export function toTopicFilter(topic: string, secondaryTopics: readonly string[] = []): CovalentFilter | undefined {
  if (!topicShape.test(topic)) return undefined
  return {
    kind: 'topic',
    topic: topic.toLowerCase(),
    secondaryTopics: secondaryTopics.map((secondary) => secondary.toLowerCase()),
  }
}

/** Only what the vendor's page documents: a numeric chain id, and a slash at the end. */
export function parseDestination(destination: string): Destination | undefined {
  const [, chainId, kind, what = ''] = /^\/v1\/(\d+)\/events\/(address|topics)\/([^/]+)\/$/.exec(destination) ?? []
  const filter = kind === 'address' ? toAddressFilter(what) : toTopicFilter(what)
  return filter === undefined ? undefined : { chainId: Number(chainId), filter }
}

export function toDestination(chainId: number, filter: CovalentFilter): string {
  return filter.kind === 'address'
    ? `/v1/${chainId}/events/address/${filter.address}/`
    : `/v1/${chainId}/events/topics/${filter.topic}/`
}

export function matches(filter: CovalentFilter, log: CovalentLogEvent): boolean {
  if (filter.kind === 'address') return log.sender_address === filter.address
  const [first, ...others] = log.raw_log_topics
  if (first !== filter.topic) return false
  return filter.secondaryTopics.length === 0 || others.some((topic) => filter.secondaryTopics.some(isSame(topic)))
}

/** An address is found padded, as it stands in the topic, and unpadded. */
function isSame(topic: string): (asked: string) => boolean {
  return (asked) => topic === asked || topic === `0x${asked.replace(/^0x/, '').padStart(64, '0')}`
}

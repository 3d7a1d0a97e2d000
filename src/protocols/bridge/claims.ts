import type { TopicInfo } from '../../core/contract/status.js'

/** One topic's claim, as the bridge makes it: it may be cut off from the service while its stream to the page is up. */
export interface BridgeClaim {
  /** `transport` and `isStale`; `lastEventAt`, and `sentAt`, when it said so, in unix ms by the bridge's clock. */
  readonly info: Readonly<Record<string, unknown>>
  /** When the bridge last heard of the service, by the page's clock. */
  readonly heardAt?: number
  /** It was sent for a stream that has not confirmed the topic yet. */
  readonly isNew?: boolean
}

/** By the keys of the topics. */
export type BridgeClaims = Map<string, BridgeClaim>

/** The claim with `heardAt`, as of now where it has none. Its clock may be wrong: the difference isn't. */
export function toDated(claim: BridgeClaim, unixNow: number): BridgeClaim {
  const { lastEventAt, sentAt } = claim.info
  return { heardAt: unixNow - (Number(sentAt) - Number(lastEventAt) || 0), ...claim }
}

/** The worse of both: the page's claims about the bridge, and the bridge's about the service. Pure. */
export function toWorse(own: TopicInfo, { heardAt = Infinity, info }: BridgeClaim): TopicInfo {
  const { isStale, transport } = info
  const theirs = transport === 'polling' ? transport : isStale === true ? 'idle' : 'socket'
  return {
    ...own,
    transport: own.transport === 'socket' ? theirs : own.transport,
    // An end that has settled isn't old, and nobody needs what nobody watches.
    isStale: own.isStale || (isStale === true && own.transport !== 'idle' && !own.isSettled),
    lastEventAt: own.lastEventAt && Math.min(own.lastEventAt, heardAt),
  }
}

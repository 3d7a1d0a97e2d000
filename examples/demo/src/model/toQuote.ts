import type { TimelineSide } from 'onwire'
import { getRelayScenario } from 'onwire/testing'
import type { Followed } from './createFollowedList.js'

export interface Quote {
  readonly from?: TimelineSide
  readonly to?: TimelineSide
}

/** An app has the quote of a transfer that it started itself: both amounts. Of any other nobody knows them here. */
export function toQuote({ scenario }: Followed): Quote {
  const story = scenario === undefined ? undefined : getRelayScenario(scenario)
  if (!story) return {}
  return {
    from: { chain: story.origin, amount: '100', symbol: 'USDC' },
    to: { chain: story.destination, amount: '99.87', symbol: 'USDC' },
  }
}

import type { TopicInfo } from '../../core/contract/status.js'

/** How the service keeps a topic up to date, as a bridge says it. */
export type TopicClaim = Pick<TopicInfo, 'transport' | 'isStale' | 'lastEventAt'>

/** True for a claim that is as good as none: page and bridge say the same. */
export const isGood = ({ isStale, transport }: TopicClaim): boolean => !isStale && transport !== 'polling'

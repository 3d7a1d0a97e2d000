import type { Clock } from '../../../core/contract/environment.js'
import type { BusTopic } from '../../bus/bus.js'
import { type Frame, toInfoEvent } from '../readers/frames.js'
import { isGood } from '../topicClaim.js'
import type { Upstream } from '../upstream/upstream.js'

/** Makes the events that say how a service keeps a topic up to date. */
export interface InfoEvents {
  /** Undefined where nobody here knows. */
  get(topic: BusTopic): Frame | undefined
  /** Undefined also where a reader thinks so anyway. */
  getNeeded(topic: BusTopic): Frame | undefined
}

export function createInfoEvents(upstreams: ReadonlyMap<string, Upstream>, clock: Clock): InfoEvents {
  const getClaim = (topic: BusTopic) => upstreams.get(topic.protocol)?.getInfo(topic)
  return {
    get(topic) {
      const claim = getClaim(topic)
      return claim && toInfoEvent(topic, claim, clock.unixNow())
    },
    getNeeded(topic) {
      const claim = getClaim(topic)
      return claim && !isGood(claim) ? toInfoEvent(topic, claim, clock.unixNow()) : undefined
    },
  }
}

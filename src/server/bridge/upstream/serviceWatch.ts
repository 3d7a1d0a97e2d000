import type { ConnectionInfo, TopicInfo } from '../../../core/contract/status.js'
import type { Clock } from '../../../core/contract/environment.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'

/** The time for which nothing must be heard of a service until that is reported, in ms: a blip is none. */
const awayMs = 5_000

export interface ServiceWatch {
  /** The engine says something of a topic, or of its connection. */
  update(info?: Pick<TopicInfo, 'isStale' | 'lastEventAt'>): void
  /** This instance speaks to the service no more. */
  stop(): void
}

/**
 * Reports when a service can be reached neither by its socket nor by requests, and when it is back.
 * One topic that can't be had is no outage: nothing at all is heard.
 */
export function createServiceWatch(
  protocol: string,
  clock: Clock,
  getConnection: () => ConnectionInfo,
  report: ReportBridge,
): ServiceWatch {
  let heardAt = -Infinity
  let isAway = false
  let stopTimer: (() => void) | undefined
  const isConnected = () => getConnection().status === 'connected'

  function endOutage() {
    stopTimer?.()
    stopTimer = undefined
    if (isAway) report({ code: 'SERVICE_BACK', level: 'info', protocol, message: 'The service can be reached again.' })
    isAway = false
  }

  return {
    update({ isStale, lastEventAt = -Infinity } = { isStale: false, lastEventAt: undefined }) {
      const isHeard = lastEventAt > heardAt
      heardAt = Math.max(heardAt, lastEventAt)
      if (isHeard || isConnected()) endOutage()
      else if (isStale && !isAway)
        stopTimer ??= clock.after(awayMs, () => {
          stopTimer = undefined
          if (isConnected()) return
          isAway = true
          report({ code: 'SERVICE_AWAY', level: 'error', protocol, message: awayMessage })
        })
    },
    stop() {
      stopTimer?.()
      stopTimer = undefined
      isAway = false
    },
  }
}

const awayMessage =
  'The service can be reached neither by its socket nor by requests: readers are told that its topics are not up to date. Check the network of this server, the key, and the status page of the service.'

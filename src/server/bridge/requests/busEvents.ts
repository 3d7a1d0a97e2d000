import { isText, toRecord } from '../../../protocols/shared/guards.js'
import type { BusEntry, BusEvents } from '../../bus/bus.js'
import type { ReportBridge } from '../bridgeDiagnostic.js'
import { createEntryReceiver } from '../entryReceiver.js'
import type { Interests } from '../readers/interests.js'
import type { Readers } from '../readers/readers.js'
import type { Upstream } from '../upstream/upstream.js'

export interface BusEventsOptions {
  readonly upstreams: ReadonlyMap<string, Upstream>
  readonly readers: Readers
  readonly interests: Pick<Interests, 'getWantedAt' | 'refresh'>
  readonly report: ReportBridge
  /** Publishes what waits. */
  readonly flush: () => void
  readonly onLost: () => void
}

/** Hands on what comes over the bus: to the services' engines, and to the readers. */
export function createBusEvents(options: BusEventsOptions): BusEvents {
  const { flush, interests, onLost, readers, report, upstreams } = options
  const receiveUpstream = (entry: BusEntry) => upstreams.get(entry.protocol)?.receiveEntry(entry)
  const countEntry = (entry: BusEntry) => upstreams.get(entry.protocol)?.countEntry(entry, interests.getWantedAt(entry))
  return {
    entry: createEntryReceiver([receiveUpstream, readers.receiveEntry, interests.refresh, countEntry], report),
    wanted(topics) {
      for (const upstream of upstreams.values()) upstream.setWanted(topics)
    },
    lease: (protocol, isHeld) => upstreams.get(protocol)?.setHeld(isHeld),
    degraded(isDegraded, cause) {
      report(isDegraded ? { ...away, ...(cause !== undefined && { cause }) } : back)
      for (const upstream of upstreams.values()) upstream.setDegraded(isDegraded)
      readers.setDegraded(isDegraded)
      if (!isDegraded) flush()
    },
    lost: onLost,
    message(received) {
      const message = toRecord(received)
      const { protocol } = message
      if (isText(protocol)) upstreams.get(protocol)?.receiveMessage(message)
    },
  }
}

const away = {
  code: 'BUS_AWAY',
  level: 'error',
  message: 'The bus is away. Readers stay, and are told so. See the cause.',
} as const
const back = { code: 'BUS_BACK', level: 'info', message: 'The bus is back.' } as const

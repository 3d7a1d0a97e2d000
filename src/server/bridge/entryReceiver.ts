import type { BusEntry, BusNews } from '../bus/bus.js'
import type { ReportBridge } from './bridgeDiagnostic.js'

/** Hands an entry of the bus to each part of the bridge. One that harms a part is still the others' to have. */
export function createEntryReceiver(receivers: readonly ((entry: BusEntry) => void)[], report: ReportBridge) {
  return (entry: BusEntry): void => {
    const { key, protocol } = entry
    for (const receive of receivers)
      try {
        receive(entry)
      } catch (cause) {
        const message = 'An entry of the bus could not be taken in, and was passed over. See the cause.'
        report({ code: 'ENTRY_FAILED', level: 'error', message, protocol, key, cause })
      }
  }
}

export function reportUnsayable({ key, protocol }: BusNews, report: ReportBridge): void {
  const message = 'News of a service are no JSON, or nested too deep, and were dropped: nobody could be told of them.'
  report({ code: 'NEWS_UNSAYABLE', level: 'error', message, protocol, key })
}

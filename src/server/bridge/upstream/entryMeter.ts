import { isTime, toRecord } from '../../../protocols/shared/guards.js'
import type { BusEntry } from '../../bus/bus.js'
import type { BridgeServiceMetrics } from '../metrics/bridgeMetrics.js'
import { createHistogram } from '../metrics/histogram.js'

/** Counts one service's updates, and how late they come. */
export interface EntryMeter {
  /** See `Upstream.countEntry`. */
  count(this: void, entry: BusEntry, wantedAt: number | undefined): void
  get(): Pick<BridgeServiceMetrics, 'entries' | 'lagMs'>
}

export function createEntryMeter(unixNow: () => number): EntryMeter {
  const lag = createHistogram()
  let entries = 0
  return {
    count({ data }, wantedAt) {
      entries += 1
      const { updatedAt } = toRecord(data)
      // A reader's first picture may be of last year.
      if (wantedAt !== undefined && isTime(updatedAt) && updatedAt >= wantedAt) lag.add(unixNow() - updatedAt)
    },
    get: () => ({ entries, lagMs: lag.get() }),
  }
}

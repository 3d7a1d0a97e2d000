import type { FeedRow, FeedRows } from '../../core/feed/feedRows.js'

/** Answers the virtualizer, which asks about every row of a list as soon as one of them is measured. */
export interface RowSizes {
  readonly count: number
  readonly getItemKey: (index: number) => string
  /** In px. */
  readonly estimateSize: (index: number) => number
}

/** Looks at each row once at most. */
export function createRowSizes(rows: FeedRows<unknown>, estimate: (row: FeedRow<unknown>) => number): RowSizes {
  const keys: string[] = []
  const sizes: number[] = []

  function look(index: number): void {
    const row = rows.get(index)
    keys[index] = row?.key ?? ''
    sizes[index] = row ? estimate(row) : 0
  }

  return {
    count: rows.count,
    getItemKey(index) {
      if (keys[index] === undefined) look(index)
      return keys[index] ?? ''
    },
    estimateSize(index) {
      if (sizes[index] === undefined) look(index)
      return sizes[index] ?? 0
    },
  }
}

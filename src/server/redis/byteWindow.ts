/** Tells how many of the newest entries of a stream fit into a number of bytes. */
export interface ByteWindow {
  /** Counts an entry that was read from the stream. */
  add(bytes: number): void
  /** At most `maxEntries`, and fewer once as many bytes have been read. */
  getMaxEntries(): number
}

export function createByteWindow(maxEntries: number, maxBytes: number): ByteWindow {
  let sizes: number[] = []
  /** The place of the oldest entry that still fits. */
  let first = 0
  let sum = 0
  let isFull = false

  return {
    add(bytes) {
      sizes.push(bytes)
      sum += bytes
      while (sum > maxBytes || sizes.length - first > maxEntries) {
        sum -= sizes[first] ?? 0
        first += 1
        isFull = true
      }
      if (first < 1_000 || first < sizes.length / 2) return
      sizes = sizes.slice(first)
      first = 0
    },
    getMaxEntries: () => (isFull ? Math.max(1, sizes.length - first) : maxEntries),
  }
}

let longestMs = 0
const observer = new PerformanceObserver((list) => note(list.getEntries()))
observer.observe({ type: 'longtask' })

function note(entries: PerformanceEntryList) {
  for (const { duration } of entries) longestMs = Math.max(longestMs, duration)
}

/** In ms, and forgotten then; 0 where no task was longer than 50. */
export function takeLongestTask(): number {
  note(observer.takeRecords())
  const taken = longestMs
  longestMs = 0
  return taken
}

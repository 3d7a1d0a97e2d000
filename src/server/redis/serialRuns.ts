/**
 * Lets an async function run once at a time. Calls during a run share one more run, which begins after it:
 * the run under way may have read its inputs before they changed.
 */
export function createSerialRuns(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function start(): Promise<void> {
    running = run().finally(() => {
      running = undefined
    })
    return running
  }

  return function runSerially(): Promise<void> {
    if (!running) return start()
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return runSerially()
      })
    return next
  }
}

// @ts-check

/** How often the parent is looked for, in ms. */
const lookMs = 250

/**
 * Calls `stop` at each signal that asks the process to end, and once npm is gone: it passes a signal to the shell between them and us,
 * which ends without passing it on.
 *
 * @param {() => void} stop
 */
export function onStop(stop) {
  const parent = process.ppid
  // Without npm a parent may end and mean us to go on, as `nohup` does.
  const isWatched = process.env['npm_lifecycle_event'] !== undefined
  const timer = setInterval(() => {
    if (isWatched && process.ppid !== parent) onSignal()
  }, lookMs)
  timer.unref()
  const onSignal = () => {
    clearInterval(timer)
    stop()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

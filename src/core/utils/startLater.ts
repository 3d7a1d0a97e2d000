/**
 * Starts what has to be loaded first, unless that is over by then. Where it can't be loaded, nothing is started.
 *
 * @returns Stops it.
 */
export function startLater<Loaded>(
  loading: Promise<Loaded>,
  start: (loaded: Loaded) => (() => void) | void,
): () => void {
  let stop: (() => void) | void
  let isOver = false
  loading.then(
    (loaded) => {
      if (!isOver) stop = start(loaded)
    },
    () => {},
  )
  return () => {
    isOver = true
    stop?.()
  }
}

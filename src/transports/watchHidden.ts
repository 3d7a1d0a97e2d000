/** Says of a page in the background when to let a connection go, and when to come back. */
export interface HiddenPage {
  /** The page has been hidden for long: nothing is to be opened until `onShown`. */
  isResting(): boolean
  /** Calls back once the page was hidden for `hiddenMs`, and when it is shown again. Leaves nothing once stopped. */
  watch(on: { onHidden(): void; onShown(): void }): () => void
}

/** Outside a page nothing is ever hidden. `Infinity` for never. */
export function createHiddenPage(hiddenMs: number): HiddenPage {
  let hasRested = false
  const isHidden = () => globalThis.document?.visibilityState === 'hidden'
  return {
    isResting: () => hasRested && isHidden(),
    watch({ onHidden, onShown }) {
      const { document } = globalThis
      let timer: ReturnType<typeof setTimeout> | undefined
      const onChange = () => {
        clearTimeout(timer)
        if (!isHidden()) {
          hasRested = false
          onShown()
        } else if (hiddenMs < Infinity)
          timer = setTimeout(() => {
            hasRested = true
            onHidden()
          }, hiddenMs)
      }
      document?.addEventListener('visibilitychange', onChange)
      if (isHidden() && !hasRested) onChange()
      return () => {
        clearTimeout(timer)
        document?.removeEventListener('visibilitychange', onChange)
      }
    },
  }
}

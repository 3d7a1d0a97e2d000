/** The keyboard gets on from these: what it reaches by itself, and a connection, which says what has become of it. */
const places = '[tabindex],[data-slot=ow-connection]'

/**
 * Keeps the focus inside an element, as a part's `ref`. When what has it is taken away, the nearest place around it
 * that still stands gets it, or else the element itself: never the page's body. A focus that a person takes elsewhere
 * stays there.
 */
export function keepFocus(root: HTMLElement | null): (() => void) | undefined {
  if (!root) return undefined
  const { ownerDocument: page } = root
  /** The element that has the focus, and everything around it as far as the root. */
  let path: readonly HTMLElement[] = []

  function onFocus({ target }: FocusEvent) {
    path = toPath(target, root)
  }
  // Browsers differ in what they tell of an element that is taken away: it is known once that is over.
  const onBlur = () =>
    queueMicrotask(() => {
      if (path[0]?.isConnected && path[0] !== page.activeElement) path = []
    })
  const observer = new MutationObserver(() => {
    if (!path[0] || path[0].isConnected) return
    const place = path.find((element) => element.isConnected && (element === root || element.matches(places)))
    path = []
    if (!page.activeElement || page.activeElement === page.body) focus(place)
  })
  root.addEventListener('focusin', onFocus)
  root.addEventListener('focusout', onBlur)
  observer.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', onFocus)
    root.removeEventListener('focusout', onBlur)
    observer.disconnect()
  }
}

function toPath(target: EventTarget | null, root: HTMLElement | null): HTMLElement[] {
  const path: HTMLElement[] = []
  // Those of its own page: an app may draw into a frame.
  const { HTMLElement } = root?.ownerDocument.defaultView ?? globalThis
  for (let element = target; element instanceof HTMLElement; element = element.parentElement) {
    path.push(element)
    if (element === root) break
  }
  return path
}

/** Focuses what may be no stop of the keyboard's, and is none once it is left. */
function focus(place: HTMLElement | undefined): void {
  if (place && !place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place?.focus({ preventScroll: true })
}

/** The keyboard gets on from these: what it reaches by itself, and a connection, which says what has become of it. */
const places = '[tabindex],[data-slot=ow-connection]'

/**
 * Keeps the focus inside an element, as a part's `ref`. When what has it is taken away, the nearest place around it
 * that still stands gets it, or else the element itself: never the page's body. A focus that a person takes elsewhere
 * stays there.
 */
export function keepFocus(root: HTMLElement): () => void {
  const { ownerDocument: page } = root
  /** The element that has the focus, and everything around it as far as the root. */
  let path: Element[] = []

  function onFocus() {
    path = []
    for (let element = page.activeElement; element && element !== root; element = element.parentElement)
      path.push(element)
  }
  // Browsers differ in what they tell of an element that is taken away: it is known once that is over.
  const onBlur = () =>
    queueMicrotask(() => {
      if (path[0]?.isConnected && path[0] !== page.activeElement) path = []
    })
  const observer = new MutationObserver(() => {
    if (!path[0] || path[0].isConnected) return
    const around = [...root.querySelectorAll<HTMLElement>(places)].filter((element) => path.includes(element))
    path = []
    if (!page.activeElement || page.activeElement === page.body) focus(around.at(-1) ?? root)
  })
  // It may have been there before this was loaded.
  if (root.contains(page.activeElement)) onFocus()
  root.addEventListener('focusin', onFocus)
  root.addEventListener('focusout', onBlur)
  observer.observe(root, { childList: true, subtree: true })
  return () => {
    root.removeEventListener('focusin', onFocus)
    root.removeEventListener('focusout', onBlur)
    observer.disconnect()
  }
}

/** Focuses what may be no stop of the keyboard's, and is none once it is left. */
function focus(place: HTMLElement): void {
  if (!place.hasAttribute('tabindex')) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}

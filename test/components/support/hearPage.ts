import { onTestFinished } from 'vitest'

/** Writes down all that the page's live regions say: `status` politely, `alert` at once. Each text is there once. */
export function hearPage(): readonly string[] {
  const heard: string[] = []
  const observer = new MutationObserver((records) => {
    for (const { addedNodes, target } of records)
      for (const node of addedNodes) {
        const region = target instanceof Element ? target.closest('[role=status], [role=alert], [aria-live]') : null
        const isRegion = node instanceof Element && node.matches('[role=alert]')
        const role = isRegion ? 'alert' : region?.getAttribute('role')
        const texts = isRegion ? [...node.childNodes] : [node]
        if (role) heard.push(...texts.flatMap(({ textContent }) => (textContent ? `${role}: ${textContent}` : [])))
      }
  })
  observer.observe(document.body, { childList: true, subtree: true })
  onTestFinished(() => observer.disconnect())
  return heard
}

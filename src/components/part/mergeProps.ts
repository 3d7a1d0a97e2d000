import { overlay, type Props } from '../messages/overlay.js'

type Handled = { readonly defaultPrevented?: boolean } | null | undefined

/**
 * Lays `theirs` over `ours`, and `theirs` win. But class names are joined, styles are merged, and both event handlers
 * are called: theirs first, then ours unless theirs prevented the default.
 */
export function mergeProps(ours: Props, theirs: object): Props {
  return overlay(ours, theirs, mergeProp)
}

function mergeProp(ours: unknown, theirs: unknown, key: string): unknown {
  if (key === 'className') return [ours, theirs].filter(Boolean).join(' ')
  if (key === 'style') return Object.assign({}, ours, theirs)
  if (!/^on[A-Z]/.test(key) || typeof ours !== 'function' || typeof theirs !== 'function') return theirs
  return (event: Handled, ...more: readonly unknown[]) => {
    const result: unknown = theirs(event, ...more)
    if (!event?.defaultPrevented) ours(event, ...more)
    return result
  }
}

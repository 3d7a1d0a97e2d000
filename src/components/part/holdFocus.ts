import { startLater } from '../../core/utils/startLater.js'

/** Keeps the focus inside an element, as a part's `ref`: see `keepFocus`, which is loaded then. */
export function holdFocus(root: HTMLElement | null): (() => void) | undefined {
  return root ? startLater(import('./attendance.js'), ({ keepFocus }) => keepFocus(root)) : undefined
}

'use client'

import type { CSSProperties, ReactNode } from 'react'

// Inline, so that it holds without the stylesheet too.
const style: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
}

interface VisuallyHiddenProps {
  readonly children?: ReactNode
  /**
   * Makes it a live region: a `status` is said when its text changes; an `alert` interrupts, and is said when it
   * appears.
   */
  readonly role?: 'status' | 'alert'
}

/** Draws a text for screen readers only. */
export function VisuallyHidden(props: VisuallyHiddenProps) {
  return <span data-slot="ow-visually-hidden" style={style} {...props} />
}

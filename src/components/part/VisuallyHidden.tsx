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
  /** Makes it a live region: said when its text changes. An assertive one interrupts, and is said when it appears. */
  readonly live?: 'polite' | 'assertive'
}

/** Read by screen readers only. */
export function VisuallyHidden({ children, live }: VisuallyHiddenProps) {
  const role = live && (live === 'polite' ? 'status' : 'alert')
  return (
    <span role={role} data-slot="ow-visually-hidden" style={style}>
      {children}
    </span>
  )
}

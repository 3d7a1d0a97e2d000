'use client'

import type { ReactNode } from 'react'
import { hide } from './hide.js'

interface VisuallyHiddenProps {
  readonly children?: ReactNode
}

/** Draws a text for screen readers only. */
export function VisuallyHidden(props: VisuallyHiddenProps) {
  return <span data-slot="ow-visually-hidden" ref={hide} {...props} />
}

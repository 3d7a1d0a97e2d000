'use client'

import { type ReactElement, type Ref, type RefCallback, useMemo, version } from 'react'

type AnyRef = Ref<unknown> | undefined

const isReact18 = version.startsWith('18.')

/** One ref that fills both, on React 18 and 19. */
export function useMergedRef(first: AnyRef, second: AnyRef): AnyRef {
  return useMemo(() => (first && second ? merge([first, second]) : (first ?? second)), [first, second])
}

function merge(refs: readonly AnyRef[]): RefCallback<unknown> {
  return (node) => {
    const releases = refs.map((ref) => fill(ref, node))
    // React 18 knows no clean-up of refs: it calls with null instead, and warns of anything returned.
    return isReact18 ? undefined : () => releases.forEach((release) => release())
  }
}

function fill(ref: AnyRef, node: unknown): () => void {
  if (typeof ref === 'function') {
    const release = ref(node)
    return typeof release === 'function' ? release : () => void ref(null)
  }
  if (ref) ref.current = node
  return () => {
    if (ref) ref.current = null
  }
}

/** Where an element keeps its ref: among its props since React 19, beside them before; each warns of the other place. */
export function getElementRef(element: ReactElement): AnyRef {
  const holder: unknown = isReact18 ? element : element.props
  return hasRef(holder) ? holder.ref : undefined
}

const hasRef = (value: unknown): value is { readonly ref: AnyRef } =>
  typeof value === 'object' && value !== null && 'ref' in value

'use client'

import { type ReactElement, type Ref, useMemo, version } from 'react'

type AnyRef = Ref<unknown> | undefined

/** Makes one ref that fills both, on React 18 and 19. */
export function useMergedRef(first: AnyRef, second: AnyRef): AnyRef {
  return useMemo(() => (second ? merge([first, second]) : first), [first, second])
}

/** Returns no clean-up, of which React 18 would warn: both versions call it with null at the end. */
function merge(refs: readonly AnyRef[]): (node: unknown) => void {
  let releases: readonly (() => void)[] = []
  return (node) => {
    for (const release of releases) release()
    releases = node === null ? [] : refs.map((ref) => fill(ref, node))
  }
}

function fill(ref: AnyRef, node: unknown): () => void {
  const set = typeof ref === 'function' ? ref : (value: unknown) => void (ref && (ref.current = value))
  const release = set(node)
  return typeof release === 'function' ? release : () => void set(null)
}

interface RefHolder {
  readonly ref?: AnyRef
  readonly props?: unknown
}

/** Returns an element's ref: among its props since React 19, beside them before. Each warns of the other place. */
export function getElementRef(element: ReactElement<{ readonly ref?: AnyRef }>): AnyRef {
  const holder: RefHolder = version.startsWith('18.') ? element : element.props
  return holder.ref
}

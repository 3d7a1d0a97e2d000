'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

/**
 * Tells whether an element is in view, by its ref. Where nobody can tell (a server, a browser without
 * `IntersectionObserver`), it is.
 */
export function useInView(): { readonly ref: (element: Element | null) => void; readonly isInView: boolean } {
  const [isInView, setIsInView] = useState(() => typeof IntersectionObserver === 'undefined')
  const element = useRef<Element | null>(null)
  const ref = useCallback((next: Element | null) => {
    element.current = next
  }, [])

  useEffect(() => {
    if (typeof IntersectionObserver === 'undefined' || !element.current) return
    const observer = new IntersectionObserver((entries) => setIsInView(entries.at(-1)?.isIntersecting ?? true))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return { ref, isInView }
}

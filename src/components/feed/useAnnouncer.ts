'use client'

import { useEffect, useRef, useState } from 'react'

/** A burst becomes one sentence. */
const everyMs = 5000
/** The same words are only said again where there were none before. */
const keptMs = 3000

/** Returns the live region's text: how many came, every few seconds at most, and what parts have to say. */
export function useAnnouncer(arrived: number, toText: (count: number) => string) {
  const [text, say] = useState('')
  const [told, setTold] = useState(arrived)
  const latest = useRef({ arrived, toText })
  const hasNews = arrived !== told

  useEffect(() => {
    latest.current = { arrived, toText }
  })

  useEffect(() => {
    if (!hasNews) return undefined
    const timer = setTimeout(() => {
      const { arrived, toText } = latest.current
      say(toText(arrived - told))
      setTold(arrived)
    }, everyMs)
    return () => clearTimeout(timer)
  }, [hasNews, told])

  useEffect(() => {
    if (!text) return undefined
    const timer = setTimeout(() => say(''), keptMs)
    return () => clearTimeout(timer)
  }, [text])

  return { text, say }
}

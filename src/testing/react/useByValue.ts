'use client'

import { useState } from 'react'

/** The first of equal values, so that what is written inline is the same one at each render. For plain JSON. */
export function useByValue<Value>(value: Value): Value {
  const [kept, setKept] = useState(() => ({ value }))
  if (JSON.stringify(kept.value) === JSON.stringify(value)) return kept.value
  setKept({ value })
  return value
}

'use client'

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** True from before the page is printed until it is. */
export function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    // The browser waits for nobody: what is to be printed has to stand when its event is over.
    const onPrint = ({ type }: Event) => flushSync(() => setPrinting(type === 'beforeprint'))
    const types = ['beforeprint', 'afterprint']
    for (const type of types) addEventListener(type, onPrint)
    return () => {
      for (const type of types) removeEventListener(type, onPrint)
    }
  }, [])
  return isPrinting
}

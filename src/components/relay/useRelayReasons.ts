'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Messages, PartialMessages } from '../messages/messages.js'
import type { RelayReasonWords } from './relayMessages.js'

/**
 * Lays the words for Relay's codes under the app's own, once they are needed and here. A server, and a page that can't
 * load them, shows the codes.
 */
export function useRelayReasons(
  isNeeded: boolean,
  { reasons, refunds, relay }: Messages,
  own: PartialMessages | undefined,
): PartialMessages | undefined {
  const [loaded, setLoaded] = useState<RelayReasonWords>()
  const load = relay?.loadReasons ?? loadEnglish
  useEffect(() => {
    let isOver = false
    if (isNeeded)
      load().then(
        (words) => isOver || setLoaded(words),
        () => {},
      )
    return () => {
      isOver = true
    }
  }, [isNeeded, load])
  return useMemo(
    () =>
      loaded
        ? {
            ...own,
            reasons: { ...loaded.relayReasons, ...reasons },
            refunds: { ...loaded.relayRefunds, ...refunds },
          }
        : own,
    [loaded, own, reasons, refunds],
  )
}

const loadEnglish = (): Promise<RelayReasonWords> => import('./relayReasons.js')

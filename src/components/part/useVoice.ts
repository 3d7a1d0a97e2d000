'use client'

import { type RefCallback, type RefObject, useCallback, useContext, useEffect, useRef } from 'react'
import type { Clock } from '../../core/contract/environment.js'
import { OnwireContext } from '../../react/client/OnwireProvider.js'
import { getRuntime, type Manner, type Voice } from '../../react/client/onwireRuntime.js'
import { startLater } from '../../core/utils/startLater.js'
import { holdFocus } from './holdFocus.js'
import type { Say } from './PartContext.js'

export interface RootVoice {
  /** Says a text under the root's name. */
  readonly say: Say
  /** The root's own ref. It also keeps the focus there. */
  readonly ref: RefCallback<HTMLElement>
}

/** Gives a root the voice of the provider around it, or one of its own where there is none. It is loaded then. */
export function useVoice(): RootVoice {
  const client = useContext(OnwireContext)
  const root = useRef<HTMLElement>(null)
  const own = useRef<Promise<Voice>>(undefined)
  // One promise, so that whatever is said and taken back meanwhile keeps its order.
  const getVoice = useCallback(() => {
    if (!client) return (own.current ??= loadVoice(pageClock))
    return (getRuntime(client).voice ??= loadVoice(client.environment.clock))
  }, [client])
  const say = useCallback<Say>(
    (speaker, text, manner) => {
      startLater(getVoice(), (voice) => {
        if (root.current) voice.say(root.current, speaker, text, manner)
      })
    },
    [getVoice],
  )
  const ref = useCallback<RefCallback<HTMLElement>>(
    (element) => {
      root.current = element
      const releases = element && [holdFocus(element), startLater(getVoice(), (voice) => voice.join(element))]
      return () => {
        root.current = null
        for (const release of releases ?? []) release?.()
      }
    },
    [getVoice],
  )
  return { say, ref }
}

async function loadVoice(clock: Pick<Clock, 'after'>): Promise<Voice> {
  const { createVoice } = await import('./attendance.js')
  return createVoice(clock)
}

/** Says each new text once it stands. An empty one says nothing, and takes back the one that still waits. */
export function useSaid(say: Say | undefined, text: string, manner?: Manner): void {
  const speaker = useRef(null)
  useEffect(() => {
    say?.(speaker, text, manner)
    return () => say?.(speaker, '')
  }, [manner, say, text])
}

/** Says the text of an element, which gets the ref, whenever it is another one. */
export function useSaidText(say: Say | undefined): RefObject<HTMLSpanElement | null> {
  const element = useRef<HTMLSpanElement>(null)
  const said = useRef('')
  useEffect(() => {
    const text = element.current?.textContent ?? ''
    if (text !== said.current) say?.(said, text)
    said.current = text
  })
  useEffect(
    () => () => {
      said.current = ''
      say?.(said, '')
    },
    [say],
  )
  return element
}

const pageClock: Pick<Clock, 'after'> = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}

'use client'

import { createContext, useContext, useMemo } from 'react'
import type { Timeline, TimelineStep, TimelineTransaction } from '../../core/contract/timeline.js'
import type { Manner } from '../../react/client/onwireRuntime.js'
import { defaultMessages } from '../messages/defaultMessages.js'
import { mergeMessages } from '../messages/mergeMessages.js'
import type { Words, WordsOptions } from '../messages/words.js'
import type { TimelineState } from './timelineState.js'
import type { ItemState } from './timelineState.js'
import { toLocale } from './toLocale.js'

/** A timeline's root gives this to the parts inside. */
export interface TimelineRoot {
  readonly state: TimelineState
  readonly timeline: Timeline
  /** True until anything was heard: `timeline` is then only a sketch of the steps to come. */
  readonly isPending?: boolean
  /** Names a chain, by the id or name that the service gives it; undefined where nobody knows better. */
  readonly getChainName?: ((chain: number | string) => string | undefined) | undefined
  readonly getTransactionHref?: ((transaction: TimelineTransaction) => string | undefined) | undefined
}

/** A timeline's item gives this to the parts inside. */
export interface TimelineItem {
  readonly state: ItemState
  readonly step: TimelineStep
}

/**
 * Says a text to screen readers, politely and after the name of the root. Each speaker's newest text counts, and an
 * empty one takes back the one that still waits.
 */
export type Say = (speaker: object, text: string, manner?: Manner) => void

/** A part finds this around it: words anywhere, the root inside a timeline, the item inside an item. */
export interface PartContext extends Words {
  readonly root?: TimelineRoot
  readonly item?: TimelineItem
  /** How far the service's clock is ahead of this machine's, in ms. Its times are reckoned by it. 0 by default. */
  readonly clockOffsetMs?: number | undefined
  /** The language of the words, as a BCP 47 tag, where `OnwireMessagesProvider` was given words and a locale. */
  readonly lang?: string | undefined
  /** The `lang` that an element around the part has already. */
  readonly markedLang?: string | undefined
  /** The root's around it. */
  readonly say?: Say
}

export const ReactPartContext = /* @__PURE__ */ createContext<PartContext>({
  messages: defaultMessages,
  locale: undefined,
})

/** Returns the surrounding context, with a part's own words over the surrounding ones. */
export function usePartContext({ messages, locale }: WordsOptions): PartContext {
  const outer = useContext(ReactPartContext)
  return useMemo(
    () => ({ ...outer, messages: mergeMessages(outer.messages, messages), locale: toLocale(locale) ?? outer.locale }),
    [outer, messages, locale],
  )
}

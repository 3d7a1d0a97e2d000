'use client'

import { createContext } from 'react'

export interface FeedGapRowState {
  /**
   * `pending` while it is being filled, `left` where it is not, `loading` and `failed` once somebody has asked for it.
   */
  readonly state: 'pending' | 'left' | 'loading' | 'failed'
  /** True where it goes on until now. */
  readonly open: boolean
}

/** A `FeedGapRow` gives this to its button. */
export interface FeedGapContents {
  readonly state: FeedGapRowState
  /** Asks for what is missing; undefined where it can't be asked for, or comes by itself. */
  readonly load: (() => void) | undefined
}

export const FeedGapContext = /* @__PURE__ */ createContext<FeedGapContents | undefined>(undefined)

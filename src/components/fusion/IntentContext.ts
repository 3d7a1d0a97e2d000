'use client'

import { createContext } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'

/** An app tells by these what it knows better than the service. */
export interface IntentListOptions {
  /** Makes each id a button. */
  readonly onSelect?: ((intent: Intent) => void) | undefined
  /** Names a chain, by the id or name that the service gives it. */
  readonly getChainName?: ((chain: string | number) => string | undefined) | undefined
  /** Writes an amount with its token; by default the number as the service tells it, in the token's smallest unit. */
  readonly formatAmount?: ((intent: Intent, locale: string | undefined) => string | undefined) | undefined
}

export const IntentListContext = /* @__PURE__ */ createContext<IntentListOptions>({})

/** The intent of the `IntentList.Item` around. */
export const IntentContext = /* @__PURE__ */ createContext<Intent | undefined>(undefined)

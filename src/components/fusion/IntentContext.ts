'use client'

import { createContext, useContext } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import { needRoot } from '../feed/needRoot.js'

/** What an app knows better than the service. */
export interface IntentListOptions {
  /** Makes each id a button. */
  readonly onSelect?: ((intent: Intent) => void) | undefined
  /** A chain's name, by the id or name that the service gives it. */
  readonly getChainName?: ((chain: string | number) => string | undefined) | undefined
  /** An amount with its token; by default the number as the service tells it, which is in the token's smallest unit. */
  readonly formatAmount?: ((intent: Intent, locale: string | undefined) => string | undefined) | undefined
}

export const IntentListContext = createContext<IntentListOptions>({})

/** The intent of the `IntentList.Item` around. */
export const IntentContext = createContext<Intent | undefined>(undefined)

export function useRowIntent(part: string): Intent {
  return needRoot(useContext(IntentContext), part, '<IntentList.Item intent={…}>')
}

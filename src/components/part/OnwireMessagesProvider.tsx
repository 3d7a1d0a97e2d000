'use client'

import type { ReactNode } from 'react'
import { ReactPartContext, usePartContext } from './PartContext.js'
import type { Words, WordsOptions } from '../messages/words.js'

export interface OnwireMessagesProviderProps extends WordsOptions {
  readonly children?: ReactNode
}

/** Returns the surrounding words, with a component's own over them. */
export function useWords(options: WordsOptions = {}): Words {
  const { messages, locale } = usePartContext(options)
  return { messages, locale }
}

/** Sets words and locale for everything inside. Providers nest, each over the one around it. */
export function OnwireMessagesProvider({ children, ...options }: OnwireMessagesProviderProps) {
  return <ReactPartContext.Provider value={usePartContext(options)}>{children}</ReactPartContext.Provider>
}

'use client'

import { type ReactNode, useMemo } from 'react'
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

/**
 * Sets words and locale for everything inside. Providers nest, each over the one around it. Where it is given both, the
 * locale is the words' language: the parts inside carry it as `lang`, with its direction as `dir`.
 */
export function OnwireMessagesProvider({ children, ...options }: OnwireMessagesProviderProps) {
  const context = usePartContext(options)
  const hasLanguage = options.messages !== undefined && options.locale !== undefined
  const value = useMemo(() => (hasLanguage ? { ...context, lang: context.locale } : context), [context, hasLanguage])
  return <ReactPartContext.Provider value={value}>{children}</ReactPartContext.Provider>
}

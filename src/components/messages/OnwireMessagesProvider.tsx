'use client'

import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { defaultMessages } from './defaultMessages.js'
import { mergeMessages, type Messages, type PartialMessages } from './messages.js'

export interface Words {
  readonly messages: Messages
  /** For dates and numbers; the browser's own where it is undefined. */
  readonly locale: string | undefined
}

/** What any component that says something takes. */
export interface WordsOptions {
  /** Some words in place of the surrounding ones. */
  readonly messages?: PartialMessages | undefined
  /** A BCP 47 tag for dates and numbers: `'de-CH'`. The surrounding one by default, and outermost the browser's. */
  readonly locale?: string | undefined
}

const WordsContext = createContext<Words>({ messages: defaultMessages, locale: undefined })

/** The surrounding words, with a component's own over them. */
export function useWords({ messages, locale }: WordsOptions = {}): Words {
  const outer = useContext(WordsContext)
  return useMemo(
    () => ({ messages: mergeMessages(outer.messages, messages), locale: locale ?? outer.locale }),
    [outer, messages, locale],
  )
}

/** Words and locale for everything inside. Providers nest, each over the one around it. */
export function OnwireMessagesProvider({ children, ...options }: WordsOptions & { readonly children?: ReactNode }) {
  return <WordsContext.Provider value={useWords(options)}>{children}</WordsContext.Provider>
}

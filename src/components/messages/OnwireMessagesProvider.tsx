'use client'

import type { ReactNode } from 'react'
import { ReactPartContext, usePartContext } from '../part/PartContext.js'
import type { Messages, PartialMessages } from './messages.js'

export interface Words {
  readonly messages: Messages
  /** For dates and numbers; the browser's own where it is undefined. */
  readonly locale: string | undefined
}

/** What any component that says something takes. */
export interface WordsOptions {
  /** Some words in place of the surrounding ones. */
  readonly messages?: PartialMessages | undefined
  /** A BCP 47 tag for dates and numbers: `'de-CH'`. The surrounding one by default, or where it is none that can be read; outermost the browser's. */
  readonly locale?: string | undefined
}

/** The surrounding words, with a component's own over them. */
export function useWords(options: WordsOptions = {}): Words {
  const { messages, locale } = usePartContext(options)
  return { messages, locale }
}

/** Words and locale for everything inside. Providers nest, each over the one around it. */
export function OnwireMessagesProvider({ children, ...options }: WordsOptions & { readonly children?: ReactNode }) {
  return <ReactPartContext.Provider value={usePartContext(options)}>{children}</ReactPartContext.Provider>
}

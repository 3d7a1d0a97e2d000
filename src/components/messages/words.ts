import type { Messages, PartialMessages } from './messages.js'

export interface Words {
  readonly messages: Messages
  /** Formats dates and numbers; undefined means the browser's own. */
  readonly locale: string | undefined
}

/** Every component that says something takes these. */
export interface WordsOptions {
  /** Replaces some of the surrounding words. */
  readonly messages?: PartialMessages | undefined
  /**
   * A BCP 47 tag for dates and numbers: `'de-CH'`. The surrounding one by default, and in place of a tag that can't be
   * read; outermost the browser's.
   */
  readonly locale?: string | undefined
}

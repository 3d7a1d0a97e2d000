import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages } from '../messages/messages.js'

/**
 * The words of a feed of log events, besides those of every feed. Numbers come twice: as they are, for plurals, and as
 * text in the reader's language.
 */
export interface LogFeedMessages {
  readonly block: (text: string) => string
  /** Stands in a gap that isn't being filled. */
  readonly gap: (blocks: number, text: string) => string
  /** Marks an event that is no longer on the chain. */
  readonly removed: string
  /** The title of an event whose signature nobody knows. */
  readonly undecoded: string
  readonly topic: (nth: number) => string
  readonly data: string
  /** Replaces a parameter where the log holds no more than its hash. */
  readonly hashOnly: string
  /** Names the text that the button copies. */
  readonly transactionHash: string
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of feeds of log events, over `defaultLogFeedMessages`. */
    readonly logFeed?: Partial<LogFeedMessages>
  }
}

/** English. */
export const defaultLogFeedMessages: LogFeedMessages = {
  block: (text) => `Block ${text}`,
  gap: (blocks, text) => (blocks === 1 ? '1 block is missing here.' : `${text} blocks are missing here.`),
  removed: 'Removed by a chain re-organisation',
  undecoded: 'Unknown event',
  topic: (nth) => `topic ${nth}`,
  data: 'data',
  hashOnly: 'only its hash is known',
  transactionHash: 'transaction hash',
}

export function toLogFeedMessages({ logFeed }: Messages): LogFeedMessages {
  return mergeWords(defaultLogFeedMessages, logFeed)
}

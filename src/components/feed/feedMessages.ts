import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages } from '../messages/messages.js'

/** The words of a feed. Numbers come twice: as they are, for plurals, and as text in the reader's language. */
export interface FeedMessages {
  /** The accessible name of the list. */
  readonly label: string
  readonly pause: string
  readonly resume: string
  readonly clear: string
  /** The button that brings back to what came meanwhile. */
  readonly newItems: (count: number, text: string) => string
  /** The live region says it of items that came, every few seconds at most. */
  readonly announcement: (count: number, text: string) => string
  readonly loadOlder: string
  readonly loadingOlder: string
  /** In a gap that is being filled. */
  readonly catchingUp: string
  /** In a gap that is not. */
  readonly missing: string
  /** In a gap that goes on until now. */
  readonly missingNewest: string
  readonly loadGap: string
  /** Older ones, or a gap, could not be loaded. */
  readonly notLoaded: string
  /** Marks an item that its source has taken back. */
  readonly removed: string
  readonly empty: string
  /** Nothing could be loaded so far. */
  readonly failed: (error: unknown) => string
  /** Said where the items that are shown were loaded, and nothing newer can be. */
  readonly stale: string
  /** The accessible name of a button that copies; `what` is what it stands beside. */
  readonly copy: (what: string) => string
  readonly copied: string
  readonly notCopied: string
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of feeds, over `defaultFeedMessages`. */
    readonly feed?: Partial<FeedMessages>
  }
}

/** English. */
export const defaultFeedMessages: FeedMessages = {
  label: 'Events',
  pause: 'Pause',
  resume: 'Resume',
  clear: 'Clear',
  newItems: (_count, text) => `${text} new`,
  announcement: (count, text) => (count === 1 ? '1 new event' : `${text} new events`),
  loadOlder: 'Load older',
  loadingOlder: 'Loading older…',
  catchingUp: 'Catching up…',
  missing: 'Some are missing here.',
  missingNewest: 'The newest are missing.',
  loadGap: 'Load',
  notLoaded: 'Could not be loaded.',
  removed: 'Removed',
  empty: 'Nothing yet. New events show up here.',
  failed: () => 'The events could not be loaded.',
  stale: 'The newest events could not be loaded.',
  copy: (what) => `Copy ${what}`,
  copied: 'Copied',
  notCopied: 'Could not be copied',
}

export function toFeedMessages({ feed }: Messages): FeedMessages {
  return mergeWords(defaultFeedMessages, feed)
}

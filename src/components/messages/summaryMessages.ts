import { mergeWords } from './mergeMessages.js'
import type { Messages } from './messages.js'

/** The words of a timeline's summary, and of its row for support. */
export interface SummaryMessages {
  /** Stands in for an amount that nobody knows. */
  readonly funds: string
  /** From one chain to another. */
  readonly route: (from: string, to: string) => string
  /** A chain of which only the number is known. */
  readonly chain: (id: string) => string
  /** It has been delivered; `amount` is `funds` where nobody knows it, and so may the chain be. */
  readonly arrived: (amount: string, chain: string | undefined) => string
  /** It has been refunded. Nobody says how much, nor on which chain. */
  readonly returned: string
  /** It has failed. A sentence follows that says if the money comes back: `messages.refunds` has it. */
  readonly undelivered: string
  /** `duration` is what is left of the expected time. */
  readonly left: (duration: string) => string
  readonly copyId: (shortId: string) => string
  readonly copied: string
}

declare module './messages.js' {
  interface Messages {
    /** Words of `StatusTimeline.Summary` and `.Support`, over `defaultSummaryMessages`. */
    readonly summary?: Partial<SummaryMessages>
  }
}

/** English. */
export const defaultSummaryMessages: SummaryMessages = {
  funds: 'Your funds',
  route: (from, to) => `${from} to ${to}`,
  chain: (id) => `Chain ${id}`,
  arrived: (amount, chain) => (chain ? `${amount} arrived on ${chain}` : `${amount} arrived`),
  returned: 'Your funds were sent back',
  undelivered: 'Not delivered.',
  left: (duration) => `about ${duration} left`,
  copyId: (shortId) => `Copy id ${shortId}`,
  copied: 'Copied',
}

export function toSummaryMessages({ summary }: Messages): SummaryMessages {
  return mergeWords(defaultSummaryMessages, summary)
}

import type { RelayReasons, RelayRefundWords } from './toRelayReasons.js'

/** The words for Relay's codes. */
export interface RelayReasonWords {
  readonly relayReasons: RelayReasons
  readonly relayRefunds: RelayRefundWords
}

/** The words of a failed Relay request. */
export interface RelayMessages {
  /** Loads the words for Relay's codes: asked once a request has failed. English by default. */
  readonly loadReasons: () => Promise<RelayReasonWords>
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Where the words for Relay's codes come from. */
    readonly relay?: Partial<RelayMessages>
  }
}

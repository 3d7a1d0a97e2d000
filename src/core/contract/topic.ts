/**
 * Anything that a page can follow, as plain JSON: it is part of the query key.
 * `kind` says which of the protocol's kinds it is.
 */
export interface Topic {
  readonly kind: string
}

/** Where a piece of news came from, and when, by the local monotonic clock in ms. */
export interface Source<Data = never> {
  /** `cache` is a value that somebody else put into the cache: hydration, a persister, the app. */
  readonly via: 'socket' | 'poll' | 'cache'
  readonly receivedAt: number
  /** When the request that brought it began. */
  readonly askedAt: number | undefined
  /** When `previous` last moved under this client's eyes; -Infinity for never. */
  readonly previousChangedAt: number
  /**
   * An answer that says otherwise than `previous`, as the answer before it did: both were asked for 15 s after the last
   * push, or move. So it stands whatever its time: the service's clock has stepped back.
   */
  readonly isRepeated?: boolean
  /**
   * The data before they last moved, for 5 min: an answer that says an earlier status of theirs is a lagging replica's.
   */
  readonly before?: Data | undefined
}

/** `{ afterMs }`: an end that may still be overturned; settled by an answer that is asked for after so long, in ms. */
export type Finality = 'open' | 'final' | { readonly afterMs: number }

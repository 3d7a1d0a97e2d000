/** A stretch of a feed that is asked for by name. Without `from`: as much before `to` as fits. */
export interface FeedRange {
  readonly from?: number
  readonly to: number
}

/** Everything that a request for a topic is made with. */
export interface FetchContext<Data> {
  /** The newest data so far. */
  readonly current: Data | undefined
  /** How many items the readers of a feed want. */
  readonly limit: number
  /** The wanted stretch of a feed; its newest, and everything that may have been missed, by default. */
  readonly range?: FeedRange | undefined
  /** Runs one HTTP request, once the endpoint's budget has a slot for it. Several requests need several slots. */
  request<Answer>(run: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
}

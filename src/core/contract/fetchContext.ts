/** A stretch of a feed that is asked for by name. Without `from`: as much before `to` as fits. */
export interface FeedRange {
  readonly from?: number
  readonly to: number
}

/** What a request for a topic is made with. */
export interface FetchContext<Data> {
  /** What is known so far. */
  readonly current: Data | undefined
  /** How many items the readers of a feed want. */
  readonly limit: number
  /** What of a feed is wanted; its newest, and what may have been missed, by default. */
  readonly range: FeedRange | undefined
  /** Runs one HTTP request, once the endpoint's budget has a turn for it. Several requests take several turns. */
  request<Answer>(run: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>
}

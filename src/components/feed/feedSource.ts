import type { FeedRange } from '../../core/contract/fetchContext.js'
import type { FeedRows } from '../../core/feed/feedRows.js'
import type { ConnectionView } from '../status/toConnectionWord.js'

/**
 * A feed as it is drawn: the result of `useLiveFeed` and of every feed hook fits, and so does an object of your own.
 */
export interface FeedSource<Item = unknown> {
  readonly rows: FeedRows<Item>
  /** Counts the items that have come since it was paused. */
  readonly newCount: number
  readonly isPaused: boolean
  readonly hasOlder: boolean
  readonly isLoadingOlder: boolean
  /** How far a long reading has come. No bar is drawn without. */
  readonly progress?: { readonly done: number; readonly total: number } | undefined
  /** True until anything was heard. */
  readonly isPending: boolean
  /** `isMistake` where trying again can't help. */
  readonly error: (Error & { readonly isMistake?: boolean | undefined }) | null
  /** `isPollable: false` where nobody can be asked for what is missing. */
  readonly connection: ConnectionView & { readonly isPollable?: boolean }
  readonly refetch: () => unknown
  pause(): void
  resume(): void
  clear(): void
  loadOlder(range?: FeedRange): Promise<void>
}

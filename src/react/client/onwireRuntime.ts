import type { QueryClient } from '@tanstack/react-query'
import type { Engine } from '../../core/engine/engine.js'

export const runtimeKey: unique symbol = Symbol('runtime')

/** The side of a client that hooks, options and watchers use, and no app. */
export interface OnwireRuntime {
  /** The cache that watchers use where their call names none. */
  readonly queryClient: QueryClient | undefined
  /**
   * Finds the first engine that is `isWanted`, and has the id where one is given.
   * Throws `NO_PROTOCOL`, which names it by `name`.
   */
  getEngine<Wanted extends Engine>(isWanted: (engine: Engine) => engine is Wanted, name?: string, id?: string): Wanted
  /**
   * Makes every observed onwire query of this QueryClient live until the last release. `OnwireProvider` does it.
   * A watcher leaves a QueryClient attached that was only kept before: its queries are read outside `OnwireProvider`.
   */
  attach(queryClient: QueryClient, isWatcher?: boolean): () => void
  /**
   * Attaches it until the last provider leaves, or as long as the client lives:
   * queries that are read outside `OnwireProvider` are live too.
   */
  keep(queryClient: QueryClient): void
  /** Answers whether this query of an attached QueryClient is kept up to date while it is observed. */
  isFollowing(query: object): boolean
}

export function getRuntime(client: { readonly [runtimeKey]: OnwireRuntime }): OnwireRuntime {
  return client[runtimeKey]
}

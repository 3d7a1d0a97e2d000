import type { QueryClient } from '@tanstack/react-query'
import type { Engine } from '../../core/engine/engine.js'

export const runtimeKey: unique symbol = Symbol('runtime')

/** An `urgent` text interrupts: failure and refund alone. A `nameless` one is not of one root only. */
export type Manner = 'urgent' | 'nameless'

/** Says texts to screen readers, for all roots of components under the providers of one client. */
export interface Voice {
  /** Keeps the region in the page, until the last root has left. */
  join(root: HTMLElement): () => void
  /** Says the text soon. Each speaker's newest counts; an empty one takes back the one that still waits. */
  say(root: HTMLElement, speaker: object, text: string, manner?: Manner): void
}

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
  /** The first component makes it: a page of hooks alone loads none. */
  voice?: Promise<Voice>
}

export function getRuntime(client: { readonly [runtimeKey]: OnwireRuntime }): OnwireRuntime {
  return client[runtimeKey]
}

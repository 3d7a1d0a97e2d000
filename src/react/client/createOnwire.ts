import { notifyManager, type QueryClient } from '@tanstack/react-query'
import type { Diagnostic } from '../../core/contract/diagnostics.js'
import { createEngine, type Engine } from '../../core/engine/engine.js'
import type { Environment } from '../../core/contract/environment.js'
import { toMistake } from '../../core/contract/errors.js'
import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import { createBrowserEnvironment } from './browserEnvironment.js'
import { runtimeKey, type OnwireRuntime } from './onwireRuntime.js'
import { attachQueryCache, type AttachedCache } from './queryCache.js'

export interface OnwireOptions {
  /** The protocols of this app: `[relay()]`. Two endpoints of one service need two ids. */
  readonly protocols: readonly Protocol[]
  /**
   * How long a subscription outlives its last reader, in ms; 3 000 by default.
   * It absorbs StrictMode and changes of page.
   */
  readonly graceMs?: number | undefined
  /**
   * How often a topic is polled at first while its socket is down, in ms; 3 000 by default.
   * The pause grows by half each time that a poll brings nothing new, up to 30 s.
   */
  readonly pollingIntervalMs?: number | undefined
  /** Told of trouble that needs no action: junk from the wire, refusals, pauses. Never holds a key. */
  readonly onDiagnostic?: ((diagnostic: Diagnostic) => void) | undefined
  /** The app's cache, for `watchRelayStatus` and its kin. Hooks take the one of `QueryClientProvider`. */
  readonly queryClient?: QueryClient | undefined
  /** Clock, chance and page signals; the browser's by default. For tests, and where there is no `window`. */
  readonly environment?: Environment | undefined
}

/** The app makes one, outside React, and hands it to `OnwireProvider`. It opens nothing until somebody reads. */
export interface OnwireClient {
  readonly environment: Environment
  /** The hooks' side of the client. It is no part of the public interface. */
  readonly [runtimeKey]: OnwireRuntime
  /**
   * Tries to connect at once, also after a refusal: the protocol of this id, or all of them.
   * Nothing happens where it is connected.
   */
  reconnect(protocolId?: string): void
  /** Ends everything: links, timers, requests. The client can't be used again. */
  close(): void
}

export function createOnwire(options: OnwireOptions): OnwireClient {
  const {
    environment = createBrowserEnvironment(),
    graceMs = 3_000,
    onDiagnostic = () => {},
    pollingIntervalMs = 3_000,
  } = options
  const engines = new Map<string, Engine>()
  for (const protocol of options.protocols) {
    const { id, name } = protocol
    if (engines.has(id))
      throw toMistake(
        'DUPLICATE_PROTOCOL',
        process.env.NODE_ENV !== 'production' && {
          what: `Two protocols have the id "${id}", and would share a cache entry.`,
          remedy: `Give one another: ${name}({ id: '…' }).`,
        },
        id,
      )
    const engine = createEngine<Topic, unknown>({
      protocol,
      environment,
      graceMs,
      pollingIntervalMs,
      onDiagnostic,
      batch: (write) => notifyManager.batch(write),
    })
    engines.set(id, engine)
  }
  const attached = new Map<QueryClient, AttachedCache & { count: number }>()
  // On a server nothing is remembered.
  let isFollowable = !environment.isServer

  function follow(queryClient: QueryClient) {
    const existing = attached.get(queryClient)
    if (existing) return existing
    const entry = { count: 0, ...attachQueryCache(engines, queryClient) }
    attached.set(queryClient, entry)
    entry.begin()
    return entry
  }

  return {
    environment,
    [runtimeKey]: {
      queryClient: options.queryClient,
      getEngine(isWanted, name = 'protocol', id) {
        for (const engine of engines.values())
          if (isWanted(engine) && (id === undefined || engine.protocol.id === id)) return engine
        throw toMistake(
          'NO_PROTOCOL',
          process.env.NODE_ENV !== 'production' && {
            what: `This onwire client has no such ${name}${id === undefined ? '' : ` with the id "${id}"`}; it has: ${[...engines.keys()].join(', ') || 'none'}.`,
            remedy: 'Add it to createOnwire({ protocols: […] }), and hand the same object to hooks.',
          },
        )
      },
      attach(queryClient, isWatcher) {
        if (!isFollowable) return () => {}
        const isKept = isWatcher && attached.get(queryClient)?.count === 0
        const entry = follow(queryClient)
        entry.count += 1
        return () => {
          entry.count -= 1
          if (entry.count || isKept) return
          attached.delete(queryClient)
          entry.detach()
        }
      },
      keep(queryClient) {
        if (isFollowable) follow(queryClient)
      },
      isFollowing: (query) => [...attached.values()].some((cache) => cache.isFollowing(query)),
    },
    reconnect(protocolId) {
      for (const [id, engine] of engines) if (protocolId === undefined || protocolId === id) engine.reconnect()
    },
    close() {
      isFollowable = false
      for (const { detach } of attached.values()) detach()
      attached.clear()
      for (const engine of engines.values()) engine.close()
    },
  }
}

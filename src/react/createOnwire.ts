import { type QueryClient } from '@tanstack/react-query'
import type { Diagnostic } from '../core/diagnostics.js'
import { createEngine, type Engine } from '../core/engine.js'
import type { Environment } from '../core/environment.js'
import { OnwireError } from '../core/errors.js'
import { defaultPollingIntervalMs } from '../core/pollPlan.js'
import type { Protocol, Topic } from '../core/protocol.js'
import { createBrowserEnvironment } from './browserEnvironment.js'
import { attachQueryCache } from './queryCache.js'

export interface OnwireOptions {
  /** What this app speaks: `[relay()]`. Two endpoints of one service need two ids. */
  readonly protocols: readonly Protocol[]
  /** How long a subscription outlives its last reader, in ms; 3 000 by default. It absorbs StrictMode and changes of page. */
  readonly graceMs?: number
  /** How often a topic is polled at first while its socket is down, in ms; 3 000 by default. It grows by half each time nothing is new, up to 30 s. */
  readonly pollingIntervalMs?: number
  /** Told of trouble that needs no action: junk from the wire, refusals, pauses. Never holds a key. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void
  /** Clock, chance and page signals; the browser's by default. For tests. */
  readonly environment?: Environment
}

/** What the app makes once, outside React, and hands to `OnwireProvider`. It opens nothing until somebody reads. */
export interface OnwireClient {
  readonly environment: Environment
  /** By id, or else the first of that service, or else the first of all. Throws `NO_PROTOCOL`. */
  getEngine(which: { readonly id?: string | undefined; readonly name?: string }): Engine
  /** Every observed onwire query of this QueryClient is live until the last release. `OnwireProvider` does it. */
  attach(queryClient: QueryClient): () => void
  /** Attaches it for as long as the client lives: what one reads outside `OnwireProvider` is live too. */
  keep(queryClient: QueryClient): void
  /** Ends everything: links, timers, requests. The client can't be used again. */
  close(): void
}

export function createOnwire(options: OnwireOptions): OnwireClient {
  const environment = options.environment ?? createBrowserEnvironment()
  const engines = new Map<string, Engine>()
  for (const protocol of options.protocols) {
    if (engines.has(protocol.id)) throw createDuplicateError(protocol)
    const engine = createEngine<Topic, unknown>({
      protocol,
      environment,
      graceMs: options.graceMs ?? 3_000,
      pollingIntervalMs: options.pollingIntervalMs ?? defaultPollingIntervalMs,
      onDiagnostic: options.onDiagnostic ?? (() => {}),
    })
    engines.set(protocol.id, engine)
  }
  const attached = new Map<QueryClient, { count: number; detach: () => void }>()
  const kept = new WeakSet<QueryClient>()

  const client: OnwireClient = {
    environment,
    getEngine(which) {
      for (const engine of engines.values()) if (isThatOne(engine.protocol, which)) return engine
      throw createMissingError(which, [...engines.keys()])
    },
    attach(queryClient) {
      if (environment.isServer) return () => {}
      const entry = attached.get(queryClient) ?? { count: 0, detach: attachQueryCache(engines, queryClient) }
      entry.count += 1
      attached.set(queryClient, entry)
      return () => {
        entry.count -= 1
        if (entry.count > 0) return
        attached.delete(queryClient)
        entry.detach()
      }
    },
    keep(queryClient) {
      if (kept.has(queryClient)) return
      kept.add(queryClient)
      client.attach(queryClient)
    },
    close() {
      for (const { detach } of attached.values()) detach()
      attached.clear()
      for (const engine of engines.values()) engine.close()
    },
  }
  return client
}

function isThatOne(
  protocol: Protocol,
  { id, name }: { readonly id?: string | undefined; readonly name?: string },
): boolean {
  return (id === undefined || protocol.id === id) && (name === undefined || protocol.name === name)
}

function createDuplicateError({ id, name }: Protocol) {
  return new OnwireError({
    code: 'DUPLICATE_PROTOCOL',
    what: `Two protocols of this onwire client have the id "${id}".`,
    why: 'Their data would share one cache entry.',
    remedy: `Give one of them another id: ${name}({ id: '…' }).`,
    protocol: id,
  })
}

function createMissingError(
  { id, name }: { readonly id?: string | undefined; readonly name?: string },
  ids: readonly string[],
) {
  const wanted = [name, id && `with the id "${id}"`].filter(Boolean).join(' ') || 'at all'
  return new OnwireError({
    code: 'NO_PROTOCOL',
    what: `This onwire client has no protocol ${wanted}.`,
    why: ids.length > 0 ? `It has: ${ids.join(', ')}.` : 'It has none.',
    remedy: `Add it to createOnwire({ protocols: [${name ?? 'relay'}()] }).`,
  })
}

import { relay, type RelayOptions, type RelayStatus, type RelayTopic } from 'onwire/relay'
import { createRelaySimulator, type SimulatorLogEntry, type RelaySimulatorOptions } from 'onwire/testing'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createRandom } from './random.js'

export interface RelaySetupOptions {
  readonly simulator?: Omit<RelaySimulatorOptions, 'clock'>
  readonly relay?: RelayOptions
  readonly random?: () => number
  readonly isServer?: boolean
}

/** The engine and Relay's simulated service on one clock. */
export function createRelaySetup(options: RelaySetupOptions = {}) {
  const { clock, environment, page, timers } = createTestEnvironment({
    random: options.random ?? createRandom(11),
    isServer: options.isServer ?? false,
  })
  const simulator = createRelaySimulator({ ...options.simulator, clock })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const diagnostics: Diagnostic[] = []
  const engine = createEngine<RelayTopic, RelayStatus>({
    protocol: relay({ apiUrl, fetch, url, WebSocket, ...options.relay }),
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    batch: (write) => write(),
  })
  const startedAt = clock.now()
  const wire: { readonly at: number; readonly entry: SimulatorLogEntry }[] = []
  simulator.watch((entry) => wire.push({ at: clock.now() - startedAt, entry }))
  const elapsed = () => clock.now() - startedAt

  /** Follows a request as a cache does, and keeps what it shows and when. */
  function follow(requestId: string, priority: 'high' | 'low' = 'high') {
    const topic: RelayTopic = { kind: 'status', requestId }
    const shown: { readonly at: number; readonly status: string }[] = []
    const transports: { readonly at: number; readonly transport: string }[] = []
    let settledAt: number | undefined
    const offs = [
      engine.topic(topic).on((event) => {
        if (event.type === 'data') shown.push({ at: elapsed(), status: event.data.status })
        const { isSettled, transport } = engine.topic(topic).getShown().info
        if (transports.at(-1)?.transport !== transport) transports.push({ at: elapsed(), transport })
        if (isSettled) settledAt ??= elapsed()
      }),
      engine.topic(topic).watch({ priority, refetch: () => engine.topic(topic).snapshot() }),
    ]
    return {
      topic,
      shown,
      transports,
      statuses: () => shown.map(({ status }) => status),
      status: () => engine.topic(topic).getData()?.status,
      transport: () => engine.topic(topic).getShown().info.transport,
      settledAt: () => settledAt,
      stop: () => offs.splice(0).forEach((off) => off()),
    }
  }

  return {
    clock,
    diagnostics,
    elapsed,
    engine,
    environment,
    follow,
    page,
    simulator,
    timers,
    wait: (ms: number) => clock.advanceAsync(ms),
    /** When each status request began, in ms since the beginning, of one request or of all. */
    polls: (requestId?: string) =>
      wire.flatMap(({ at, entry }) =>
        entry.type === 'rest' && (requestId === undefined || entry.requestId === requestId) ? [at] : [],
      ),
    /** When a socket was asked for, in ms since the beginning. */
    attempts: () => wire.flatMap(({ at, entry }) => (entry.type === 'socket' && entry.event !== 'closed' ? [at] : [])),
    /** What went over the wire, in its order: `opened`, `closed`, `subscribe`, `unsubscribe`, `poll`. */
    wireEvents: () => wire.flatMap(({ entry }) => toWireEvents(entry)),
    subscribes: () => Object.values(simulator.counters.subscribes).reduce((sum, count) => sum + count, 0),
  }
}

function toWireEvents(entry: SimulatorLogEntry): readonly string[] {
  if (entry.type === 'socket') return [entry.event]
  if (entry.type === 'rest') return ['poll']
  if (entry.type === 'frame' && entry.direction === 'in') return [/"type":\s*"(\w+)"/.exec(entry.frame)?.[1] ?? 'junk']
  return []
}

/** No window of a minute holds more starts than `limit`. */
export function getBusiestMinute(times: readonly number[]): number {
  let from = 0
  let most = 0
  for (const [index, at] of times.entries()) {
    // Times have fractions, which sums round.
    while ((times[from] ?? 0) <= at - 60_000 + 1e-6) from += 1
    most = Math.max(most, index - from + 1)
  }
  return most
}

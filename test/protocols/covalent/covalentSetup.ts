import { createCovalentSimulator, type CovalentSimulatorOptions, type SimulatorLogEntry } from 'onwire/testing'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import {
  covalent,
  type CovalentOptions,
  type LogEvent,
  type LogsTopic,
  toLogEventId,
} from '../../../src/protocols/covalent/index.js'
import { createTestEnvironment } from '../../support/environment.js'

export interface CovalentSetupOptions {
  readonly simulator?: Omit<CovalentSimulatorOptions, 'clock'>
  readonly covalent?: CovalentOptions
}

/** The engine and Covalent's simulated service on one clock. */
export function createCovalentSetup(options: CovalentSetupOptions = {}) {
  const setup = createTestEnvironment()
  const { clock, environment } = setup
  const simulator = createCovalentSimulator({ logLimit: 10, beatMs: noBeats, ...options.simulator, clock })
  const { apiUrl, fetch, url, WebSocket } = simulator
  const diagnostics: Diagnostic[] = []
  const protocol = covalent({ apiUrl, fetch, url, WebSocket, ...options.covalent })
  const engine = createEngine<LogsTopic, FeedData<LogEvent>>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    batch: (write) => write(),
  })
  const startedAt = clock.now()
  const rest: { readonly at: number; readonly path: string; readonly result: unknown }[] = []
  simulator.watch((entry: SimulatorLogEntry) => {
    if (entry.type === 'rest') rest.push({ at: clock.now() - startedAt, path: entry.path, result: entry.result })
  })

  /** Follows logs as a cache does, and keeps what it was told. */
  function follow(topic: LogsTopic, limit = 10_000) {
    const errors: unknown[] = []
    const refetch = () =>
      engine
        .topic(topic)
        .snapshot()
        .catch((error: unknown) => errors.push(error))
    const stop = engine.topic(topic).watch({ refetch, limit })
    const data = () => engine.topic(topic).getData()
    return {
      topic,
      errors,
      stop,
      data,
      transport: () => engine.topic(topic).getShown().info.transport,
      gaps: () => getGaps(data() ?? none, true),
      /** What is shown and not taken back, as `height.offset hash`. */
      shown() {
        const { items, removed } = data() ?? none
        return items.filter((event) => !removed.includes(toLogEventId(event))).map(toName)
      },
    }
  }

  return {
    ...setup,
    engine,
    protocol,
    simulator,
    diagnostics,
    rest,
    follow,
    wait: (ms: number) => clock.advanceAsync(ms),
    /** How many pages were asked for. */
    pages: () => rest.filter(({ path }) => path.includes('/events/')).length,
    subscribes: () => Object.values(simulator.counters.subscribes).reduce((sum, count) => sum + count, 0),
  }
}

/** The client's own beats go by the true clock. */
const noBeats = { sends: 0, wants: 0 }

const none: FeedData<LogEvent> = { items: [], removed: [], covered: [], left: [], isBroken: false, hasOlder: false }

export function toName({ block_height, log_offset, tx_hash }: LogEvent): string {
  return `${block_height}.${log_offset} ${tx_hash.slice(0, 10)}`
}

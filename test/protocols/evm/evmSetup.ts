import { createEvmSimulator, type EvmLog, type EvmSimulatorOptions } from 'onwire/testing'
import type { Diagnostic } from '../../../src/core/contract/diagnostics.js'
import type { FeedData } from '../../../src/core/contract/feed.js'
import { createEngine } from '../../../src/core/engine/engine.js'
import { getGaps } from '../../../src/core/feed/gaps.js'
import { evm, type EvmData, type EvmOptions, type EvmTopic, toEvmLogId } from '../../../src/protocols/evm/index.js'
import type { LogEvent } from '../../../src/protocols/shared/logs/logEvent.js'
import type { LogsTopic } from '../../../src/protocols/shared/logs/logsTopic.js'
import { createTestEnvironment } from '../../support/environment.js'

export interface EvmSetupOptions {
  readonly simulator?: Omit<EvmSimulatorOptions, 'clock'>
  readonly evm?: Partial<EvmOptions>
}

/** The engine and a simulated node on one clock. */
export function createEvmSetup(options: EvmSetupOptions = {}) {
  const setup = createTestEnvironment()
  const { clock, environment } = setup
  const simulator = createEvmSimulator({ logLimit: 10, ...options.simulator, clock })
  const { chainId, fetch, rpcUrl, url, WebSocket } = simulator
  const diagnostics: Diagnostic[] = []
  const protocol = evm({ chainId, fetch, rpcUrl, url, WebSocket, ...options.evm })
  const engine = createEngine<EvmTopic, EvmData>({
    protocol,
    environment,
    graceMs: 3_000,
    pollingIntervalMs: 3_000,
    onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    batch: (write) => write(),
  })

  /** Follows logs as a cache does, and keeps what it was told. */
  function follow(topic: LogsTopic, limit = 10_000) {
    const errors: unknown[] = []
    const handle = engine.topic(topic)
    const refetch = () => handle.snapshot().catch((error: unknown) => errors.push(error))
    const stop = handle.watch({ refetch, limit })
    const data = () => toFeed(handle.getData())
    return {
      handle,
      errors,
      stop,
      data,
      info: () => handle.getShown().info,
      gaps: () => getGaps(data(), true),
      /** The logs that are shown and not taken back. */
      shown: () => toShown(data()),
    }
  }

  return { ...setup, engine, protocol, simulator, diagnostics, follow, wait: (ms: number) => clock.advanceAsync(ms) }
}

/** Of topics for logs there are lists. */
function toFeed(data: EvmData | undefined): FeedData<LogEvent> {
  return data && 'items' in data ? data : none
}

const none: FeedData<LogEvent> = { items: [], removed: [], covered: [], left: [], isBroken: false, hasOlder: false }

function toShown({ items, removed }: FeedData<LogEvent>): readonly string[] {
  const gone = new Set(removed)
  return items.filter((event) => !gone.has(toEvmLogId(event))).map(toName)
}

export function toName({ block_hash, block_height, log_offset }: LogEvent): string {
  return `${block_height}.${log_offset} ${block_hash?.slice(0, 10)}`
}

/** The same of a node's own log. */
export function toTrueName({ blockHash, blockNumber, logIndex }: EvmLog): string {
  return `${Number(blockNumber)}.${Number(logIndex)} ${blockHash.slice(0, 10)}`
}

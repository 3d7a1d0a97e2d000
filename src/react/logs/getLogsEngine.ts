import type { Engine } from '../../core/engine/engine.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import type { LogsProtocol } from '../../protocols/shared/logs/logsProtocol.js'
import type { LogsTopic } from '../../protocols/shared/logs/logsTopic.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type LogsEngine = Engine<LogsTopic, FeedData<LogEvent>> & { readonly protocol: LogsProtocol }

/** Where the logs of a chain are to be had: the endpoint's `protocolId`, where the app names one. */
interface LogsPlace {
  readonly chain: string | number
  readonly protocolId?: string | undefined
}

/**
 * The engine of an endpoint for log events: the one of this id, else the first that has the chain.
 * Throws `NO_PROTOCOL`.
 */
export function getLogsEngine(client: OnwireClient, { chain, protocolId }: LogsPlace): LogsEngine {
  const isIt = (engine: Engine): engine is LogsEngine =>
    isLogsEngine(engine) && (protocolId !== undefined || engine.protocol.hasChain(chain))
  return getRuntime(client).getEngine(isIt, 'protocol for log events', protocolId)
}

function isLogsEngine(engine: Engine): engine is LogsEngine {
  return 'hasChain' in engine.protocol
}

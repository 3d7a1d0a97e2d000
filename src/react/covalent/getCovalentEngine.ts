import type { Engine } from '../../core/engine/engine.js'
import type { FeedData } from '../../core/contract/feed.js'
import type { CovalentProtocol, LogEvent, LogsTopic } from '../../protocols/covalent/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type CovalentEngine = Engine<LogsTopic, FeedData<LogEvent>> & { readonly protocol: CovalentProtocol }

/** The engine of the app's Covalent endpoint: the first one, or the one of this id. Throws `NO_PROTOCOL`. */
export function getCovalentEngine(client: OnwireClient, id?: string): CovalentEngine {
  return getRuntime(client).getEngine(isCovalentEngine, 'covalent', id)
}

function isCovalentEngine(engine: Engine): engine is CovalentEngine {
  return engine.protocol.name === 'covalent'
}

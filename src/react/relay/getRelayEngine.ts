import type { Engine } from '../../core/engine/engine.js'
import type { RelayProtocol, RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type RelayEngine = Engine<RelayTopic, RelayStatus> & { readonly protocol: RelayProtocol }

/** The engine of the app's Relay endpoint: the first one, or the one of this id. Throws `NO_PROTOCOL`. */
export function getRelayEngine(client: OnwireClient, id?: string): RelayEngine {
  return getRuntime(client).getEngine(isRelayEngine, 'relay', id)
}

function isRelayEngine(engine: Engine): engine is RelayEngine {
  return engine.protocol.name === 'relay'
}

import type { Engine } from '../../core/engine/engine.js'
import type { RelayDeposits, RelayDepositsTopic } from '../../protocols/relay/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

export type RelayDepositsEngine = Engine<RelayDepositsTopic, RelayDeposits>

/** The engine of the app's `relayDeposits()`: the first one, or the one of this id. Throws `NO_PROTOCOL`. */
export function getRelayDepositsEngine(client: OnwireClient, id?: string): RelayDepositsEngine {
  return getRuntime(client).getEngine(isDepositsEngine, 'relayDeposits', id)
}

function isDepositsEngine(engine: Engine): engine is RelayDepositsEngine {
  return engine.protocol.name === 'relayDeposits'
}

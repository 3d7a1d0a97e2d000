import type { Engine } from '../core/engine.js'
import { OnwireError } from '../core/errors.js'
import type { RelayProtocol, RelayStatus, RelayTopic } from '../protocols/relay/index.js'
import type { OnwireClient } from './createOnwire.js'

export type RelayEngine = Engine<RelayTopic, RelayStatus> & { readonly protocol: RelayProtocol }

/** The engine of the app's Relay endpoint: the first one, or the one of this id. */
export function getRelayEngine(client: OnwireClient, id?: string): RelayEngine {
  const engine = client.getEngine({ name: 'relay', id })
  if (isRelayEngine(engine)) return engine
  throw new OnwireError({
    code: 'NO_PROTOCOL',
    what: `The protocol "${engine.protocol.id}" calls itself relay, and isn't.`,
    remedy: 'Make it with relay() from onwire/relay.',
  })
}

function isRelayEngine(engine: Engine): engine is RelayEngine {
  return engine.protocol.name === 'relay' && 'chains' in engine.protocol
}

import type { Engine } from '../../core/engine/engine.js'
import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import type { OnwireClient } from './createOnwire.js'
import { getRuntime } from './onwireRuntime.js'

/** The engine of this very protocol object, with its types. Throws `NO_PROTOCOL`. */
export function getEngine<T extends Topic, Data>(client: OnwireClient, protocol: Protocol<T, Data>): Engine<T, Data> {
  const isIt = (engine: Engine): engine is Engine<T, Data> => engine.protocol === protocol
  return getRuntime(client).getEngine(isIt, protocol.name, protocol.id)
}

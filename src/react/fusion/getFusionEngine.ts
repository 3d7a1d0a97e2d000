import type { Engine } from '../../core/engine/engine.js'
import type { FusionData, FusionTopic } from '../../protocols/fusion/index.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getRuntime } from '../client/onwireRuntime.js'

/**
 * Finds the engine of the app's Fusion coordinator, typed for one kind of topic: the first one, or the one of this id.
 * Throws `NO_PROTOCOL`.
 */
export function getFusionEngine<T extends FusionTopic, Data extends FusionData>(
  client: OnwireClient,
  id?: string,
): Engine<T, Data> {
  const isIt = (engine: Engine): engine is Engine<T, Data> => engine.protocol.name === 'fusion'
  return getRuntime(client).getEngine(isIt, 'fusion', id)
}

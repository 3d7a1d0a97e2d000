import type { Engine } from '../core/engine.js'
import { OnwireError } from '../core/errors.js'
import type { Protocol, Topic } from '../core/protocol.js'
import type { OnwireClient } from './createOnwire.js'

/** The engine of this very protocol object, with its types. */
export function getEngine<T extends Topic, Data>(client: OnwireClient, protocol: Protocol<T, Data>): Engine<T, Data> {
  const isIt = (engine: Engine): engine is Engine<T, Data> => engine.protocol === protocol
  const engine = client.getEngine(protocol)
  if (isIt(engine)) return engine
  throw new OnwireError({
    code: 'OTHER_PROTOCOL',
    what: `The onwire client's protocol "${protocol.id}" is another object than the hook was given.`,
    remedy: 'Make the protocol once, outside React, and hand the same one to createOnwire and to the hook.',
    protocol: protocol.id,
  })
}

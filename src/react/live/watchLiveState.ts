import type { Protocol } from '../../core/contract/protocol.js'
import type { Topic } from '../../core/contract/topic.js'
import type { OnwireClient } from '../client/createOnwire.js'
import { getEngine } from '../client/getEngine.js'
import { createLiveWatch, type LiveSnapshot, type WatchOptions } from './createLiveWatch.js'

export interface WatchLiveStateParameters<T extends Topic, Data> extends WatchOptions {
  /** The object that was given to `createOnwire({ protocols })`. */
  readonly protocol: Protocol<T, Data>
  /** Nobody follows an undefined topic. */
  readonly topic: T | undefined
}

/**
 * Follows one topic of any protocol outside React, as `useLiveState` does. Returns a function that stops it.
 * Throws an `OnwireError` with the code `NO_QUERY_CLIENT` where neither the client nor the call has a `queryClient`.
 */
export function watchLiveState<T extends Topic, Data>(
  client: OnwireClient,
  { protocol, ...parameters }: WatchLiveStateParameters<T, Data>,
  listener: (snapshot: LiveSnapshot<Data>) => void,
): () => void {
  return createLiveWatch(client, getEngine(client, protocol), parameters, listener).stop
}

import type { Endpoint } from './endpoint.js'
import { OnwireError } from './errors.js'
import type { Asking, Protocol, Topic } from './protocol.js'

/** How the requests of one asking wait for their turns. */
export interface Turns {
  since(): number
  isNeedless(): boolean
  /** A request starts. */
  onStart(): void
}

/** Asks for a topic, each request in its turn. Rejects with `NOT_POLLABLE` where nobody can be asked. */
export async function fetchTopic<T extends Topic, Data>(
  protocol: Protocol<T, Data>,
  endpoint: Endpoint,
  topic: T,
  asking: Omit<Asking<Data>, 'request'>,
  { isNeedless, onStart, since }: Turns,
): Promise<Data> {
  const answer = await protocol.stateOf(topic).fetch?.(topic, {
    ...asking,
    request: (run) =>
      endpoint.request({
        since,
        isNeedless,
        run(signal) {
          onStart()
          return run(signal)
        },
      }),
  })
  if (answer !== undefined) return answer
  throw new OnwireError({
    code: 'NOT_POLLABLE',
    what: `The ${protocol.id} service has no request for "${topic.kind}".`,
    why: 'It is only told over the socket.',
    remedy: 'Read it with a hook in the browser: it can be neither prefetched nor refetched.',
    protocol: protocol.id,
  })
}

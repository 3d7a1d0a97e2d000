import type { Clock } from '../contract/environment.js'
import type { Live } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

interface HelloEvents<Out> {
  send(frame: Out): void
  failed(): void
}

/**
 * Sends the frames that a link begins with. They fail before the connection's own limit, which gives no reason.
 * A rejection isn't reported: it may quote a credential.
 *
 * @returns Aborts what is still asked for, and leaves no timer.
 */
export function sendHello<T extends Topic, Data, Out, In>(
  { hello, liveness }: Pick<Live<T, Data, Out, In>, 'hello' | 'liveness'>,
  clock: Clock,
  on: HelloEvents<Out>,
): () => void {
  if (!hello) return () => {}
  const ending = new AbortController()
  const stopTimer = clock.after(liveness.readyMs, on.failed)
  const send = async () => {
    for (const frame of await hello(ending.signal)) on.send(frame)
    stopTimer()
  }
  send().catch(on.failed)
  return () => {
    stopTimer()
    ending.abort()
  }
}

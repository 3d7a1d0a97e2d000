import type { OnwireError } from '../contract/errors.js'
import type { Protocol } from '../contract/protocol.js'
import type { Topic } from '../contract/topic.js'

export interface TopicIdentity {
  /** Equal keys share one wire subscription. Empty where there is a problem. */
  readonly key: string
  /** The reason why the topic can't be followed, if there is one. */
  readonly problem: OnwireError | undefined
}

/** Derives a topic's key and checks it: the only place that does. */
export function identifyTopic<T extends Topic>(protocol: Pick<Protocol<T>, 'check' | 'key'>, topic: T): TopicIdentity {
  const problem = protocol.check(topic)
  return { key: problem ? '' : protocol.key(topic), problem }
}

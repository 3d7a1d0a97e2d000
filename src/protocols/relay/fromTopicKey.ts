import type { RelayTopic } from './topic.js'

/** The topic as its key has it, and nothing else. For servers: no page needs it. */
export function fromTopicKey(key: string): RelayTopic {
  return { kind: 'status', requestId: key }
}

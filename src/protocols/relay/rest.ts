import type { AskJson } from '../shared/askJson.js'
import { toRecord } from '../shared/guards.js'
import type { RelayStatus } from './model.js'
import { toRelayStatus } from './read.js'
import { type RelayTopic, toTopicKey } from './topic.js'

/** Asks for the status of one request, which the answer doesn't name. */
export function getStatus(ask: AskJson, topic: RelayTopic, signal: AbortSignal): Promise<RelayStatus> {
  const requestId = toTopicKey(topic)
  const read = (answer: unknown) => toRelayStatus({ ...toRecord(answer), requestId })
  return ask('/intents/status/v3', { requestId }, read, signal)
}

import { type RelayTopic, toTopicKey } from './topic.js'

/** The one event there is. */
export const event = 'request.status.updated'

/** The frames that the client sends, and nothing before `ready`. */
export interface RelayRequestFrame {
  readonly type: 'subscribe' | 'unsubscribe'
  readonly event: typeof event
  /** Always there: an unsubscribe without a filter may end every subscription. */
  readonly filters: { readonly id: string }
}

/** The frames that take the service from what was sent to what is wanted, whatever the case of the ids. */
export function toSyncFrames(wanted: readonly RelayTopic[], sent: readonly RelayTopic[]): readonly string[] {
  return [...toFrames('subscribe', wanted, sent), ...toFrames('unsubscribe', sent, wanted)]
}

function toFrames(
  type: RelayRequestFrame['type'],
  topics: readonly RelayTopic[],
  except: readonly RelayTopic[],
): readonly string[] {
  const keys = new Set(topics.map(toTopicKey))
  for (const topic of except) keys.delete(toTopicKey(topic))
  return [...keys].map((id) => JSON.stringify({ type, event, filters: { id } } satisfies RelayRequestFrame))
}

import type { Connection } from './connection.js'
import type { Endpoint } from './endpoint.js'
import type { Environment } from './environment.js'
import type { Handover } from './handover.js'
import type { Protocol, Topic } from './protocol.js'
import { canPoll, type TopicEntry } from './topicEntry.js'

export interface AskingOptions<T extends Topic, Data> {
  readonly protocol: Protocol<T, Data>
  readonly environment: Environment
  readonly endpoint: Endpoint
  readonly connection: Pick<Connection, 'isConfirmed'>
  readonly handover: Pick<Handover<T, Data>, 'take' | 'refresh'>
  readonly onEnd: (entry: TopicEntry<T, Data>) => void
}

/** Asks the service for a topic, and answers with the newest that is known by then. Whoever asks meanwhile gets the same answer. */
export function createAsking<T extends Topic, Data>(options: AskingOptions<T, Data>) {
  const { connection, endpoint, handover, protocol } = options
  const { clock, page } = options.environment

  async function ask(entry: TopicEntry<T, Data>): Promise<Data> {
    let askedAt = clock.now()
    let isStarted = false
    let isSnapshot = false
    const queuedAt = askedAt
    const wasNeeded = canPoll(entry, page)
    /** Whoever looked has gone, or the end has come, while it waited for its turn. */
    const isNeedless = () => wasNeeded && !canPoll(entry, page)
    try {
      const data = await endpoint.request({
        since: () => (isNeedless() ? queuedAt : (entry.startedAt ?? -Infinity)),
        instead: () => (isNeedless() ? entry.data : undefined),
        run: (signal) => protocol.state.fetch(entry.topic, signal),
        onStart() {
          isStarted = true
          askedAt = entry.startedAt = clock.now()
          isSnapshot = entry.needsSnapshot
          entry.needsSnapshot = false
        },
      })
      if (!isStarted) return data
      entry.failedPolls = 0
      handover.take(entry, data, { via: 'poll', askedAt })
      // Where the service confirmed the topic while the request was under way, another one is needed.
      if (isSnapshot && !entry.needsSnapshot) entry.isCaughtUp = connection.isConfirmed(entry.key)
      return entry.data ?? data
    } catch (error) {
      entry.failedPolls += 1
      entry.needsSnapshot ||= isSnapshot
      throw error
    } finally {
      entry.inFlight = undefined
      entry.endedAt = clock.now()
      handover.refresh(entry)
      options.onEnd(entry)
    }
  }

  return (entry: TopicEntry<T, Data>): Promise<Data> => {
    entry.asker = undefined
    entry.inFlight ??= ask(entry)
    return entry.inFlight
  }
}

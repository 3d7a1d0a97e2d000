import { toMistake } from '../contract/errors.js'
import type { Newest } from '../contract/newest.js'
import type { Source, Topic } from '../contract/topic.js'
import type { LiveTopicContext } from './liveTopicContract.js'
import { notNeeded } from './requestBudget.js'
import { canPoll } from './topicPlan.js'
import type { TopicFacts, TopicState, TopicStateEvent } from './topicState.js'

/** Each reason to let others go first counts as so much waiting of theirs, in ms: nobody waits for ever. */
export const lagMs = 60_000
/** A topic that was never asked for, as a time before all others that leaves room for `lagMs`. */
const neverMs = -1e9

/** The live topic that a request is made for. */
interface RequestingTopic<Data> {
  advance(event: TopicStateEvent): void
  receive(next: Data, via: Source['via'], askedAt?: number): void
  getState(): TopicState
  readonly facts: TopicFacts
  refresh(): void
}

/** Asks the service within its budget, for the newest data known by then. Callers meanwhile share the answer. */
export function createSnapshots<T extends Topic, Data>(
  topic: T,
  context: LiveTopicContext<T, Data>,
  newest: Newest<Data>,
  requesting: RequestingTopic<Data>,
): () => Promise<Data> {
  const { budget, protocol, showNow } = context
  const { advance, facts, getState, receive, refresh } = requesting
  let answer: Promise<Data> | undefined

  async function ask(): Promise<Data> {
    let askedAt: number | undefined
    const isNeeded = () => canPoll(getState(), facts)
    const wasNeeded = isNeeded()
    /** The readers have gone, or the end has come, while it waited for its slot. */
    const isLeft = () => wasNeeded && !isNeeded()
    /** Nothing is known to be missing. */
    const isRoutine = () => getState().picture === 'current'
    const wasGap = getState().picture === 'gapSuspected'
    /** A row out of view waits as if it had been asked for later, and so does what isn't known to be old. */
    const getLag = () => ((isRoutine() ? 1 : 0) + (facts.isOutOfView ? 1 : 0)) * lagMs
    const onStart = () => {
      advance({ type: 'started' })
      askedAt ??= getState().startedAt
    }
    advance({ type: 'queued' })
    try {
      const kind = protocol.stateOf(topic)
      // A protocol of somebody's own, to whom it is said while it is written.
      if (process.env.NODE_ENV !== 'production' && !kind.fetch)
        throw toMistake(
          'NOT_POLLABLE',
          {
            what: `The ${protocol.id} protocol has neither \`fetch\` nor \`awaitPush\` for "${topic.kind}".`,
            remedy: 'Give its state one of them.',
          },
          protocol.id,
        )
      if (!kind.fetch) throw notNeeded
      const next = await kind.fetch(topic, {
        current: newest.get(),
        limit: newest.getLimit(),
        request: (run) =>
          budget.request({
            topic,
            since: () => (isLeft() ? getState().queuedAt : Math.max(getState().startedAt, neverMs) + getLag()),
            isRoutine,
            // A push may have closed the gap meanwhile.
            isNotNeeded: () => (isLeft() || (wasGap && isRoutine())) && newest.get() !== undefined,
            onStart,
            run,
          }),
      })
      // A protocol may answer without a request.
      if (askedAt === undefined) onStart()
      receive(next, 'poll', askedAt)
      advance({ type: 'answered' })
      return newest.get() ?? next
    } catch (error) {
      const data = newest.get()
      const isNotNeeded = error === notNeeded && data !== undefined
      advance({ type: isNotNeeded ? 'notNeeded' : 'failed' })
      if (isNotNeeded) return data
      throw error
    } finally {
      answer = undefined
      refresh()
      showNow()
    }
  }

  return () => (answer ??= ask())
}

import { OnwireError, RateLimitedError } from '../../../core/contract/errors.js'
import type { BulkSize } from './bulkSize.js'
import type { WaitingTopic } from './waitingTopics.js'

/** After a refusal, the time until as many are asked for at once again, in ms. */
const regrowMs = 600_000
/** The same after a failure: each topic is asked for alone meanwhile. */
const aloneMs = 60_000
/** The same where this client may not ask for many at all. */
const notAllowedMs = 3_600_000

export interface AskForManyOptions {
  readonly size: BulkSize
  /** Has topics wait again. */
  readonly addAgain: (topics: readonly WaitingTopic[]) => void
  /** Called when many topics can't be asked for at once, for a minute. */
  readonly onAlone: (cause: unknown) => void
  /** Called with the error of a request whose topics are asked for again. */
  readonly onFailure: (error: unknown) => void
}

/** Asks for topics that can be in one request, by one. Rejects where the service asks for a pause, and at an abort. */
export async function askForMany(
  topics: readonly WaitingTopic[],
  signal: AbortSignal,
  options: AskForManyOptions,
): Promise<void> {
  const [first] = topics
  for (const { slot } of topics) slot.onStart?.()
  if (!first || topics.length === 1) return first?.runAlone(signal)
  try {
    const asked = first.fetchMany(
      topics.map(({ topic }) => topic),
      signal,
    )
    const found = await Promise.race([asked, rejectOnAbort(signal)])
    topics.forEach(({ askAlone, resolve }, index) => {
      const data = found[index]
      if (data === undefined) askAlone()
      else resolve(data)
    })
  } catch (error) {
    handleFailure(error, topics, options)
    if (error instanceof RateLimitedError) throw error
  }
}

function handleFailure(error: unknown, topics: readonly WaitingTopic[], options: AskForManyOptions) {
  const { addAgain, onAlone, onFailure, size } = options
  if (error instanceof RateLimitedError) {
    for (const { reject } of topics) reject(error)
    return
  }
  onFailure(error)
  if (error instanceof OnwireError && error.code === 'TOO_MANY_TOPICS') {
    size.limit(Math.floor(topics.length / 2), regrowMs)
    addAgain(topics)
  } else {
    const isAllowed = !(error instanceof OnwireError && error.code === 'NOT_ALLOWED')
    size.limit(1, isAllowed ? aloneMs : notAllowedMs)
    if (isAllowed) onAlone(error)
    for (const { askAlone } of topics) askAlone()
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

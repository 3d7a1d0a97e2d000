import type { BusNews } from '../bus/bus.js'
import type { SendCommand } from './redisCommands.js'
import { addOnceScript } from './redisScripts.js'
import { field } from './streamPieces.js'

interface Attempt {
  readonly name: string
  /** The id after which a retry looks for the first attempt's entry. */
  readonly since: string
}

export interface PublisherOptions {
  readonly stream: string
  /** The number of entries that the stream may have by now. */
  readonly getMaxEntries: () => number
  readonly sendCommand: SendCommand
  /** The id of the last piece that this member has read. */
  readonly getLastId: () => string | undefined
}

/**
 * Publishes news to the stream, each once.
 *
 * 1. A first attempt is added under a name of its own. 2. Its answer is lost.
 * 3. The caller publishes the same object again. 4. The retry finds that name, and adds nothing.
 */
export function createPublisher(options: PublisherOptions): (news: BusNews) => Promise<void> {
  const { getLastId, getMaxEntries, sendCommand, stream } = options
  const attempts = new WeakMap<BusNews, Attempt>()

  return async (news) => {
    const before = attempts.get(news)
    const { name, since } = before ?? { name: crypto.randomUUID(), since: getLastId() ?? '-' }
    attempts.set(news, { name, since })
    const json = JSON.stringify(news)
    const maxEntries = `${getMaxEntries()}`
    await sendCommand(
      before
        ? ['EVAL', addOnceScript, '1', stream, since, name, maxEntries, json]
        : ['XADD', stream, 'MAXLEN', '~', maxEntries, '*', field.entry, json, field.name, name],
    )
    attempts.delete(news)
  }
}

import type { State } from '../../core/contract/protocol.js'
import type { RelayProtocol, RelayStatus, RelayTopic } from '../../protocols/relay/index.js'
import { toError } from '../../protocols/shared/toError.js'
import { toRecord } from '../../protocols/shared/guards.js'
import { readRequest } from '../../protocols/relay/readRequest.js'

/** The answers to a list of ids that is too long. */
const tooMany = [400, 413, 414]
/** The answers to whoever has no key. */
const notAllowed = [401, 403]

/** Makes the request for many statuses at once: `GET /requests/v3`, which needs a key. */
export function createFetchRequests({
  ask,
  id,
  key,
}: RelayProtocol): NonNullable<State<RelayTopic, RelayStatus>['fetchMany']> {
  return async (topics, signal) => {
    const keys = topics.map(key)
    const query = { filters: JSON.stringify([{ id: keys }]), limit: `${keys.length}` }
    const read = (answer: unknown, status: number) => {
      if (tooMany.includes(status))
        throw toError(id, 'TOO_MANY_TOPICS', `The ${id} service refused ${keys.length} ids at once.`, 'Ask for fewer.')
      if (notAllowed.includes(status))
        throw toError(id, 'NOT_ALLOWED', `The ${id} service lists requests for a key alone.`, 'Pass `apiKey`.')
      const { requests } = toRecord(answer)
      return Array.isArray(requests) ? requests : undefined
    }
    const found = await ask('/requests/v3', query, read, signal)
    const statuses = new Map<string, RelayStatus>()
    for (const each of found) {
      const status = readRequest(each)
      if (status) statuses.set(status.requestId, status)
    }
    return keys.map((each) => statuses.get(each))
  }
}

import { OnwireError, RateLimitedError } from '../../core/contract/errors.js'
import type { FetchContext } from '../../core/contract/fetchContext.js'
import type { AskJson } from '../shared/askJson.js'
import { isText, toRecord } from '../shared/guards.js'
import { toError } from '../shared/toError.js'
import type { RelayDeposits } from './deposits.js'
import type { RelayStatus } from './model.js'
import { readRequest } from './readRequest.js'

/** The most that the service puts on one page. */
const pageSize = 50
/** Quotes are seldom made anew twice. A chain that is longer, or that loops, isn't followed any further. */
const maxHops = 5
/** The answers to whoever has no key. */
const notAllowed = [401, 403]

export interface DepositsSource {
  readonly ask: AskJson
  /** The protocol's. */
  readonly id: string
  readonly depositAddress: string
  /** Says that a known request has ended: it isn't asked for any more. */
  readonly isFinal: (request: RelayStatus) => boolean
}

/**
 * Asks for the newest 50 requests of an address by `GET /requests/v3?depositAddress=…`, which needs a key, and for
 * those that took the place of one and aren't on the list.
 * One that took another's place, and can't be found, is asked for again with the next poll.
 */
export async function fetchDeposits(
  { ask, depositAddress, id, isFinal }: DepositsSource,
  { current, request }: FetchContext<RelayDeposits>,
): Promise<RelayDeposits> {
  const get = (query: Readonly<Record<string, string>>) =>
    request((signal) => ask('/requests/v3', query, (answer, status) => readPage(id, answer, status), signal))
  const { hasOlder, requests } = await get({ depositAddress, limit: `${pageSize}` })
  // The followed ids, so that a chain that loops ends.
  const followed = new Set(requests.map(({ requestId }) => requestId))
  for (const known of current?.requests ?? []) if (isFinal(known)) followed.add(known.requestId)
  let found = requests
  for (let hop = 0; hop < maxHops && found.length > 0; hop += 1) {
    const missing = findSuccessors(found).filter((each) => !followed.has(each))
    if (missing.length === 0) break
    for (const each of missing) followed.add(each)
    const filters = JSON.stringify([{ id: missing }])
    found = await get({ filters, limit: `${missing.length}` }).then(
      (page) => page.requests,
      (error: unknown) => {
        // The list is worth more than the one that it leads to.
        if (!(error instanceof OnwireError) || error instanceof RateLimitedError) throw error
        return []
      },
    )
    for (const each of found) place(requests, each)
  }
  return { depositAddress, requests, ...(hasOlder && { hasOlder }) }
}

function findSuccessors(requests: readonly RelayStatus[]): readonly string[] {
  const ids = requests.flatMap(({ supersededBy }) => supersededBy?.toLowerCase() ?? [])
  return [...new Set(ids)].filter((each) => /^0x[\da-f]{1,128}$/.test(each)).slice(0, pageSize)
}

/** Puts a successor right behind the one whose place it took. */
function place(requests: RelayStatus[], successor: RelayStatus): void {
  const before = requests.findIndex(({ supersededBy }) => supersededBy?.toLowerCase() === successor.requestId)
  if (before >= 0 && requests.every(({ requestId }) => requestId !== successor.requestId))
    requests.splice(before + 1, 0, successor)
}

interface Page {
  /** Oldest first. */
  readonly requests: RelayStatus[]
  readonly hasOlder: true | undefined
}

function readPage(id: string, answer: unknown, status: number): Page | undefined {
  if (notAllowed.includes(status))
    throw toError(
      id,
      'NOT_ALLOWED',
      'The relay service lists the requests of a deposit address for a key alone.',
      'Pass `apiKey` on your server, and `via: bridge(…)` in the page.',
    )
  const { continuation, requests } = toRecord(answer)
  if (!Array.isArray(requests)) return undefined
  const all = requests.slice(0, pageSize).flatMap((each: unknown, index) => {
    const read = readRequest(each)
    const { createdAt } = toRecord(each)
    return read ? [{ read, index, at: (isText(createdAt) && Date.parse(createdAt)) || 0 }] : []
  })
  // The service's order isn't documented: the newest come first, as far as dates don't say otherwise.
  const sorted = all.sort((a, b) => a.at - b.at || b.index - a.index)
  return { requests: sorted.map(({ read }) => read), hasOlder: isText(continuation) && continuation ? true : undefined }
}

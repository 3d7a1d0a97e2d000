import type { FeedChanges } from 'onwire'
import type { LogEvent } from 'onwire/covalent'

export interface FollowUp {
  readonly key: string
  readonly kind: 'fetch' | 'forget'
  readonly text: string
}

/** What would be asked for once a log has told of a token: the follow-up call that the vendor's page describes. */
export interface FollowUps {
  /** How many there have been. */
  readonly count: number
  /** The newest of them, newest first. */
  readonly newest: readonly FollowUp[]
}

export const noFollowUps: FollowUps = { count: 0, newest: [] }

const kept = 12

export function addFollowUps(before: FollowUps, chainId: number, changes: FeedChanges<LogEvent>): FollowUps {
  const next: FollowUp[] = []
  let { count } = before
  const note = (kind: FollowUp['kind'], events: readonly LogEvent[]) => {
    for (const event of events) {
      for (const token of readTokens(event)) {
        count += 1
        next.unshift({ key: `${count}`, kind, text: `/v1${toMetadataPath(chainId, event, token)}` })
        // Of ten thousand only the last are shown.
        if (next.length > kept) next.pop()
      }
    }
  }
  note('fetch', changes.added)
  note('forget', changes.removed)
  return next.length === 0 ? before : { count, newest: [...next, ...before.newest].slice(0, kept) }
}

/** The tokens that a transfer names. A number beyond 2^53 is text here, and stays it. */
export function readTokens({ decoded }: LogEvent): readonly string[] {
  const name = decoded?.name === 'TransferBatch' ? 'ids' : decoded?.name === 'Transfer' ? 'value' : undefined
  const value = decoded?.params?.find((param) => param.name === name)?.value
  if (Array.isArray(value)) return value.map((item: { readonly value?: unknown }) => String(item.value))
  return typeof value === 'string' ? [value] : []
}

/** Below the address of the service's REST API. */
export function toMetadataPath(chainId: number, { sender_address }: LogEvent, token: string): string {
  return `/${chainId}/tokens/${sender_address ?? '?'}/nft_metadata/${token}/`
}

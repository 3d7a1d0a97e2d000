import type { Status } from '../stream.mjs'

export interface Addresses {
  readonly url: string
  readonly apiUrl: string
}

/** Follows all ids over one socket. */
export interface Variant {
  /** Answers with what is shown for an id now. */
  start(requestIds: readonly string[], addresses: Addresses): (requestId: string) => string
}

/** One frame, as whoever writes a client by hand would read it. */
export interface Frame {
  readonly event?: string
  readonly data: Status & { readonly requestId: string }
}

export function toSubscribe(requestId: string) {
  return { type: 'subscribe', event: 'request.status.updated', filters: { id: requestId } }
}

/** Checks as much of a frame as whoever trusts no service would. */
export function isWellFormed({ data }: Frame): boolean {
  const { requestId, status, txHashes, updatedAt } = data
  return (
    typeof requestId === 'string' &&
    typeof status === 'string' &&
    typeof updatedAt === 'number' &&
    Array.isArray(txHashes) &&
    txHashes.every((hash) => typeof hash === 'string')
  )
}

export function isUpdate(frame: object): frame is Frame {
  return 'event' in frame
}

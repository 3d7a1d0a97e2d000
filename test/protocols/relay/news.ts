import fc from 'fast-check'
import type { RelayStatus } from '../../../src/protocols/relay/index.js'
import { toRelayStatus } from '../../../src/protocols/relay/read.js'

export const requestId = '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0'

/** What the service says, as data. */
export function say(status: string, said: object = {}): RelayStatus {
  const data = toRelayStatus({ ...said, requestId, status })
  if (!data) throw new Error(`"${status}" could not be read.`)
  return data
}

const status = fc.constantFrom(
  'waiting',
  'depositing',
  'pending',
  'submitted',
  'delayed',
  'success',
  'failure',
  'refund',
  'fallback',
  'queued',
)
const list = (seed: string) => [[], [`0x${seed}1`], [`0x${seed}1`, `0x${seed}2`]][seed.length % 3] ?? []

/** Facts follow from the status and its time, as they do at a service; any of them may be left out of one telling. */
const facts = fc.record({
  inTxHashes: fc.boolean(),
  txHashes: fc.boolean(),
  originChainId: fc.boolean(),
  details: fc.boolean(),
  unread: fc.boolean(),
})

function tell(
  status: string,
  at: number,
  received: { [name in 'inTxHashes' | 'txHashes' | 'originChainId' | 'details' | 'unread']: boolean },
) {
  return {
    ...(received.inTxHashes && { inTxHashes: list(`in${'x'.repeat(at % 3)}${status}`) }),
    ...(received.txHashes && { txHashes: list(`out${'x'.repeat(at % 4)}${status}`) }),
    ...(received.originChainId && { originChainId: 8453 }),
    ...(received.details && { details: `${status} at ${at}` }),
    ...(received.unread && { unread: { at } }),
  }
}

/** Few times, so that many news share one. */
export const timedNews = fc
  .tuple(status, fc.integer({ min: 1, max: 6 }), fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }), facts)
  .map(([status, updatedAt, publishedAt, received]) =>
    say(status, { updatedAt, ...(publishedAt !== undefined && { publishedAt }), ...tell(status, updatedAt, received) }),
  )

export const untimedNews = fc
  .tuple(fc.oneof(status, fc.constant('unknown')), facts)
  .map(([status, received]) => say(status, tell(status, 0, received)))

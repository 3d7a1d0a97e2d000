import fc from 'fast-check'
import type { Intent } from '../../../src/protocols/fusion/index.js'
import { toIntent } from '../../../src/protocols/fusion/read.js'

export const intentId = '0x9f3c2a7be1d04c55a8f6b1e2d3c4b5a697887766554433221100ffeeddccbbaa'
/** The service's clock, in unix ms: whole minutes later for whole numbers. */
export const at = (minutes: number) => 1_765_989_800_000 + minutes * 60_000

/** What the service says of the one intent, as data. */
export function say(status: string | undefined, said: object = {}): Intent {
  const data = toIntent({ intentId, ...(status !== undefined && { status }), ...said })
  if (!data) throw new Error(`"${status}" could not be read.`)
  return data
}

/** What it says where it doesn't have it. */
export function sayGone(gone: 'not_found' | 'removed', said: object = {}): Intent {
  const data = toIntent({ intentId, ...said }, gone)
  if (!data) throw new Error(`"${gone}" could not be read.`)
  return data
}

const status = fc.constantFrom(
  'proofs_pending',
  'proofs_verified',
  'matched',
  'waiting_for_source_lock',
  'executing',
  'completed',
  'failed',
  'cancelled',
  'awaiting_oracle',
)

const fields = fc.record({
  proofStatus: fc.boolean(),
  solver: fc.boolean(),
  txHashes: fc.boolean(),
  htlcState: fc.boolean(),
  failureReason: fc.boolean(),
  unread: fc.boolean(),
})

/** Facts follow from the status and its times, as they do at a service; any of them may be left out of one telling. */
function tell(
  seed: string,
  received: { [name in 'proofStatus' | 'solver' | 'txHashes' | 'htlcState' | 'failureReason' | 'unread']: boolean },
) {
  return {
    ...(received.proofStatus && { proofStatus: `proof of ${seed}` }),
    ...(received.solver && { solver: `0x${seed.length}` }),
    ...(received.txHashes && { txHashes: { sourceLock: `0x${seed}` } }),
    ...(received.htlcState && { htlcState: { state: `lock of ${seed}` } }),
    ...(received.failureReason && { failureReason: `why ${seed}` }),
    ...(received.unread && { unread: { seed } }),
  }
}

const minute = fc.integer({ min: 1, max: 6 })

const updates = fc
  .tuple(status, minute, fc.option(minute, { nil: undefined }), fields)
  .map(([status, changed, sent, received]) =>
    say(status, {
      createdAt: at(0),
      updatedAt: at(changed),
      ...(sent !== undefined && { timestamp: at(sent) }),
      ...tell(`${status} ${changed} ${sent ?? changed}`, received),
    }),
  )

const proofs = minute.map((minutes) =>
  say(undefined, { proofStatus: `proof at ${minutes}`, proofGeneratedAt: at(minutes), timestamp: at(minutes) }),
)

const removals = minute.map((minutes) => sayGone('removed', { timestamp: at(minutes) }))

/** Few times, so that many news share one. */
export const timedNews = fc.oneof({ weight: 4, arbitrary: updates }, proofs, removals)

export const untimedNews = fc.oneof(
  fc.tuple(status, fields).map(([status, received]) => say(status, { createdAt: at(0), ...tell(status, received) })),
  fc.constant(sayGone('not_found')),
  fc.constant(say(undefined, { proofStatus: 'verified' })),
)

/** Updates of several intents, as they are told to all. */
export const manyNews = fc
  .tuple(fc.integer({ min: 1, max: 5 }), status, minute)
  .map(([nth, status, changed]) => say(status, { intentId: `0x0${nth}`, createdAt: at(-nth), updatedAt: at(changed) }))

import type { FusionScenario } from '../fusionScenario.js'

const ethereum = 1
const optimism = 10
const base = 8453
const arbitrum = 42161

/** A good day at the service, and every way in which a good day can end. */
export const ordinaryScenarios = {
  'happy-path': {
    name: 'happy-path',
    title: 'Happy path',
    description: 'Proofs, a solver, the lock on the source chain, execution, and the end.',
    fromChain: arbitrum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1200, status: 'proofs_verified' },
      { at: 2400, status: 'matched' },
      { at: 3200, status: 'waiting_for_source_lock', htlcState: 'pending' },
      { at: 4400, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
      { at: 5200, status: 'executing', htlcState: 'destination_locked', txs: ['destinationLock'] },
      { at: 6400, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'slow-proofs': {
    name: 'slow-proofs',
    title: 'Slow proofs',
    description: 'The proofs take half a minute, and only their own status moves meanwhile.',
    fromChain: ethereum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 2000, status: 'proofs_pending', proofStatus: 'generating' },
      { at: 28_000, status: 'proofs_pending', proofStatus: 'verifying' },
      { at: 31_000, status: 'proofs_verified' },
      { at: 32_000, status: 'matched' },
      { at: 33_000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] },
      { at: 35_000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'proof-failure': {
    name: 'proof-failure',
    title: 'Proof failure',
    description: 'A proof is refused, and the intent fails before any solver sees it.',
    fromChain: optimism,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, status: 'proofs_pending', proofStatus: 'generating' },
      {
        at: 3000,
        status: 'failed',
        proofStatus: 'failed',
        error: 'Proof verification failed',
        failureReason: 'PROOF_INVALID',
      },
    ],
    expect: { outcome: 'failed' },
  },
  failed: {
    name: 'failed',
    title: 'Failed',
    description:
      'The solver gives up before anything is locked, so nothing is given back; but nobody says that nothing was locked.',
    fromChain: base,
    toChain: arbitrum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, status: 'proofs_verified' },
      { at: 2000, status: 'matched' },
      { at: 3500, status: 'failed', error: 'Solver withdrew', failureReason: 'SOLVER_WITHDREW' },
    ],
    expect: { outcome: 'failed' },
  },
  'failed-with-refund': {
    name: 'failed-with-refund',
    title: 'Failed, with a refund',
    description:
      'The destination is never locked; after the timeout the source lock is given back, while the status stays failed.',
    fromChain: base,
    toChain: ethereum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, status: 'proofs_verified' },
      { at: 2000, status: 'matched' },
      { at: 2600, status: 'waiting_for_source_lock', htlcState: 'pending' },
      { at: 3600, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
      {
        at: 6000,
        status: 'failed',
        htlcState: 'refund_pending',
        error: 'Destination lock timed out',
        failureReason: 'HTLC_TIMEOUT',
      },
      { at: 9000, status: 'failed', htlcState: 'refunded', txs: ['refund'] },
    ],
    expect: { outcome: 'failed' },
  },
  cancelled: {
    name: 'cancelled',
    title: 'Cancelled',
    description: 'The user takes the intent back before a solver takes it.',
    fromChain: ethereum,
    toChain: optimism,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1200, status: 'proofs_verified' },
      { at: 3000, status: 'cancelled' },
    ],
    expect: { outcome: 'cancelled' },
  },
  removed: {
    name: 'removed',
    title: 'Removed',
    description: 'The service forgets the intent: subscribers hear that, and whoever asks later that there is none.',
    fromChain: ethereum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, status: 'proofs_verified' },
      { at: 3500, id: 'remove' },
    ],
    expect: { outcome: undefined },
  },
  'not-found': {
    name: 'not-found',
    title: 'Not found',
    description: 'The service has never heard of this intent.',
    fromChain: ethereum,
    toChain: base,
    steps: [],
    expect: { outcome: undefined },
  },
  'late-arrival': {
    name: 'late-arrival',
    title: 'Late arrival',
    description: 'Whoever subscribes at once is told that there is no such intent; four seconds later there is.',
    fromChain: arbitrum,
    toChain: optimism,
    steps: [
      { at: 4000, status: 'proofs_pending' },
      { at: 5000, status: 'proofs_verified' },
      { at: 6000, status: 'matched' },
      { at: 7000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] },
      { at: 9000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'replaced-id': {
    name: 'replaced-id',
    title: 'Replaced id',
    description:
      'The contract gives the intent another id: the old one is removed, and the intent goes on under the new one.',
    fromChain: base,
    toChain: arbitrum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, id: 'replace' },
      { at: 2500, status: 'proofs_verified' },
      { at: 3500, status: 'matched' },
      { at: 4500, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] },
      { at: 6000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'busy-mempool': {
    name: 'busy-mempool',
    title: 'Busy mempool',
    description:
      'Forty more intents come, one each quarter of a second, and go in every way: for whoever watches all of them.',
    fromChain: ethereum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      {
        at: 0,
        crowd: ['happy-path', 'happy-path', 'failed', 'cancelled', 'removed', 'proof-failure', 'replaced-id'],
        count: 40,
        everyMs: 250,
      },
      { at: 3000, status: 'proofs_verified' },
      { at: 6000, status: 'matched' },
      { at: 9000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] },
      { at: 12_000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
} as const satisfies Record<string, FusionScenario>

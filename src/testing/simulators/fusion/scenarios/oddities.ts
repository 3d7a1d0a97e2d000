import type { FusionScenario } from '../fusionScenario.js'

const ethereum = 1
const base = 8453
const arbitrum = 42161

/** The source is locked, and nothing else happens: once the lock's time is over it is given back. */
function refundOf<Name extends string>(
  story: Pick<FusionScenario, 'title' | 'description' | 'shape'> & { readonly name: Name },
) {
  return {
    ...story,
    fromChain: base,
    toChain: ethereum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, status: 'proofs_verified' },
      { at: 2000, status: 'matched' },
      { at: 3000, status: 'executing', htlcState: 'source_locked' },
      { at: 5000, status: 'failed', htlcState: 'refund_pending', failureReason: 'HTLC_TIMEOUT' },
      { at: 20_000, status: 'failed', htlcState: 'refunded', txs: ['refund'] },
    ],
    expect: { outcome: 'failed' },
  } as const
}

/** Oddities that the vendor's page allows, or does not forbid. */
export const oddityScenarios = {
  junk: {
    name: 'junk',
    title: 'Junk',
    description: 'Nonsense comes between the news, once even a packet that cannot be read.',
    fromChain: ethereum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, fault: 'junk' },
      { at: 1500, status: 'proofs_verified' },
      { at: 2500, fault: 'garble' },
      { at: 4000, status: 'matched' },
      { at: 4500, fault: 'junk' },
      { at: 6000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'legacy-settlement-proof': {
    name: 'legacy-settlement-proof',
    title: 'Legacy settlement proof',
    description: 'The event that some clients still listen for says completed long before the intent is.',
    fromChain: arbitrum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, status: 'matched', proofStatus: 'verified' },
      { at: 2000, fault: 'settlement-proof' },
      { at: 4000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
      { at: 6000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  duplicates: {
    name: 'duplicates',
    title: 'Duplicates',
    description: 'Every event comes three times.',
    fromChain: base,
    toChain: ethereum,
    steps: [
      { at: 0, status: 'proofs_pending', pushTimes: 3 },
      { at: 1200, status: 'proofs_verified', pushTimes: 3 },
      { at: 2400, status: 'matched', pushTimes: 3 },
      { at: 4000, status: 'completed', txs: ['claim'], pushTimes: 3 },
    ],
    expect: { outcome: 'completed' },
  },
  'out-of-order': {
    name: 'out-of-order',
    title: 'Out of order',
    description: 'The news of matching comes after that of executing, and the one of executing after the end.',
    fromChain: base,
    toChain: arbitrum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, status: 'proofs_verified' },
      { at: 2000, status: 'matched', delayPushMs: 1500 },
      { at: 3000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
      { at: 4000, status: 'executing', htlcState: 'destination_locked', txs: ['destinationLock'], delayPushMs: 2000 },
      { at: 5000, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
  'late-news': {
    name: 'late-news',
    title: 'Late news',
    description: 'The socket tells of the end four seconds after REST, and REST lags behind in the middle.',
    fromChain: arbitrum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1000, status: 'proofs_verified', delayPollMs: 1800 },
      { at: 2000, status: 'matched', delayPollMs: 1800 },
      { at: 4000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'], push: false },
      { at: 5000, status: 'completed', htlcState: 'claimed', txs: ['claim'], delayPushMs: 4000 },
    ],
    expect: { outcome: 'completed' },
  },
  'bare-updates': {
    name: 'bare-updates',
    title: 'Bare updates',
    description: 'Updates have an id, a status and little else; what was known before is left out.',
    fromChain: ethereum,
    toChain: arbitrum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, status: 'matched', omit: ['solver', 'amount', 'createdAt', 'proofStatus', 'updatedAt', 'timestamp'] },
      { at: 3000, status: 'executing', txs: ['sourceLock'], omit: ['fromChain', 'toChain', 'matchedAt', 'timestamp'] },
      { at: 4500, status: 'completed', txs: ['claim'], omit: ['txHashes', 'htlcState', 'updatedAt', 'completedAt'] },
    ],
    expect: { outcome: 'completed' },
    shape: { missing: 'absent' },
  },
  'other-shapes': {
    name: 'other-shapes',
    title: 'Other shapes',
    description: 'Hashes are a list, the HTLC is an object, chains have names, times are ISO texts.',
    fromChain: ethereum,
    toChain: arbitrum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 1500, status: 'matched', proofStatus: 'verified' },
      { at: 3000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock', 'destinationLock'] },
      { at: 4500, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
    shape: { txHashes: 'list', htlcState: 'object', chains: 'name', times: 'iso' },
  },
  'seconds-only': {
    name: 'seconds-only',
    title: 'Seconds only',
    description: 'Times are whole seconds, and two steps share one.',
    fromChain: base,
    toChain: ethereum,
    steps: [
      { at: 0, status: 'proofs_pending' },
      { at: 300, status: 'proofs_verified' },
      { at: 600, status: 'matched' },
      { at: 2000, status: 'executing', htlcState: 'source_locked', txs: ['sourceLock'] },
      { at: 2300, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
    shape: { times: 's' },
  },
  'refund-by-legs': refundOf({
    name: 'refund-by-legs',
    title: 'Refund, told by leg',
    description: 'The HTLC is a record with a word for each chain; it fails with the source locked, and is refunded.',
    shape: { htlcState: 'legs' },
  }),
  'refund-by-flags': refundOf({
    name: 'refund-by-flags',
    title: 'Refund, told by flags',
    description: 'The HTLC is a record of flags for each chain; it fails with the source locked, and is refunded.',
    shape: { htlcState: 'flags' },
  }),
  'refund-nested': refundOf({
    name: 'refund-nested',
    title: 'Refund, told by records',
    description: 'The HTLC is a record with a record for each chain; it fails with the source locked, and is refunded.',
    shape: { htlcState: 'nested' },
  }),
  'refund-other-words': refundOf({
    name: 'refund-other-words',
    title: 'Refund, in other words',
    description: 'The HTLC is funded and redeemed, not locked and claimed; it fails at the source, and is refunded.',
    shape: { htlcState: 'other-words' },
  }),
  'unknown-words': {
    name: 'unknown-words',
    title: 'Unknown words',
    description: 'A status, a proof status and fields that nobody has heard of; an error that mends itself.',
    fromChain: arbitrum,
    toChain: base,
    steps: [
      { at: 0, status: 'proofs_pending', proofStatus: 'queued', fields: { priority: 'high' } },
      {
        at: 1500,
        status: 'awaiting_oracle',
        internal: 'submitted',
        error: 'Oracle lags',
        fields: { route: { hops: 2 } },
      },
      { at: 3000, status: 'matched', proofStatus: 'verified' },
      { at: 4500, status: 'completed', htlcState: 'claimed', txs: ['claim'] },
    ],
    expect: { outcome: 'completed' },
  },
} as const satisfies Record<string, FusionScenario>

import { intentId } from './news.js'

/** Every field that the vendor's page names, as it may look on the wire. */
export const update = {
  intentId,
  status: 'executing',
  proofStatus: 'verified',
  solver: '0x52908400098527886e0f7030069857d2e4169ee7',
  fromChain: 42161,
  toChain: 8453,
  amount: '1500000000000000000',
  createdAt: 1765989800000,
  updatedAt: 1765989809000,
  matchedAt: 1765989802400,
  completedAt: null,
  htlcState: 'source_locked',
  txHashes: { sourceLock: '0xaaa1', destinationLock: null },
  error: null,
  failureReason: null,
  timestamp: 1765989809015,
}

export const proof = {
  intentId,
  proofStatus: 'verified',
  oldProofStatus: 'pending',
  proofGeneratedAt: 1765989801200,
  timestamp: 1765989801230,
}

export const stats = { total: 9, submitted: 3, matched: 2, executing: 1, completed: 1, failed: 1, cancelled: 1 }

/** Every event that the vendor's page lists, once. */
export const events: readonly (readonly [event: string, ...args: unknown[]])[] = [
  ['intent:status', update],
  ['intent:proof', proof],
  ['intent:new', { ...update, status: 'proofs_pending' }],
  ['intent:status_changed', { ...update, oldStatus: 'matched' }],
  ['intent:proof_changed', proof],
  ['intent:removed', { intentId, timestamp: 1765989809015 }],
  ['intent:not_found', { intentId }],
  ['mempool:stats', stats],
  ['pong', { timestamp: 1765989809015 }],
  ['error', { message: 'Invalid intentId' }],
  ['intent:settlement_proof', { intentId, status: 'completed' }],
]

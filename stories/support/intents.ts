import type { Intent } from 'onwire/fusion'

/** One intent at one moment, as its hook would return it. */
export const intent: Intent = {
  intentId: `0x${'1c3a'.repeat(16)}`,
  status: 'matched',
  fromChain: 1,
  toChain: 8453,
  amount: '1000000',
  solver: `0x${'5e7d'.repeat(10)}`,
  since: Date.UTC(2025, 11, 17, 16, 43, 21),
  txHashes: [],
  reachedAt: {},
  clocks: {},
}

/** A coordinator's counts at one moment. */
export const stats = { total: 1234, submitted: 3, matched: 21, executing: 7, completed: 1180, failed: 19, cancelled: 4 }

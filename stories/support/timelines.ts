import type { Timeline, TimelineStep } from '../../src/core/contract/timeline.js'

const start = Date.UTC(2025, 11, 17, 16, 43, 21)

const deposit: TimelineStep = {
  id: 'deposit',
  state: 'complete',
  at: start,
  transactions: [{ hash: '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0', chainId: 10 }],
}
const fill: TimelineStep = { id: 'fill', state: 'upcoming', transactions: [] }
const refund: TimelineStep = { id: 'refund', state: 'upcoming', transactions: [] }
const filled: TimelineStep = {
  id: 'fill',
  state: 'complete',
  at: start + 4_000,
  transactions: [{ hash: '0x3f1c9e8b7a6d5c4b3a29181706f5e4d3c2b1a0998877665544332211ffeeddcc', chainId: 8453 }],
}
const failed: TimelineStep = {
  id: 'fill',
  state: 'error',
  at: start + 4_000,
  detail: 'SLIPPAGE',
  transactions: [],
}

/** One timeline for each state that a request can be in. */
export const timelines = {
  waiting: {
    phase: 'waiting',
    isFinal: false,
    protocolStatus: 'waiting',
    steps: [{ id: 'deposit', state: 'current', transactions: [] }, fill],
  },
  processing: {
    phase: 'processing',
    isFinal: false,
    protocolStatus: 'submitted',
    steps: [deposit, { ...fill, state: 'current' }],
  },
  success: { phase: 'settled', outcome: 'success', isFinal: true, protocolStatus: 'success', steps: [deposit, filled] },
  provisional: {
    phase: 'provisional',
    outcome: 'failure',
    isFinal: false,
    protocolStatus: 'failure',
    steps: [deposit, { ...failed, state: 'warning' }, { ...refund, state: 'current' }],
  },
  failure: {
    phase: 'settled',
    outcome: 'failure',
    isFinal: true,
    protocolStatus: 'failure',
    steps: [deposit, failed, { ...refund, state: 'skipped' }],
  },
  refund: {
    phase: 'settled',
    outcome: 'refund',
    isFinal: true,
    protocolStatus: 'refund',
    steps: [
      deposit,
      failed,
      {
        id: 'refund',
        state: 'complete',
        at: start + 19_000,
        transactions: [{ hash: '0x90ab12cd34ef56ab78cd90ef12ab34cd' }],
      },
    ],
  },
  cancelled: {
    phase: 'settled',
    outcome: 'cancelled',
    isFinal: true,
    steps: [
      { id: 'deposit', state: 'skipped', transactions: [] },
      { ...fill, state: 'skipped' },
    ],
  },
  unknown: {
    phase: 'unknown',
    isFinal: false,
    protocolStatus: 'unknown',
    steps: [{ id: 'deposit', state: 'upcoming', transactions: [] }, fill],
  },
} satisfies Record<string, Timeline>

const explorers: Record<number, string> = { 10: 'https://optimistic.etherscan.io', 8453: 'https://basescan.org' }

export const getTransactionHref = ({ hash, chainId }: { hash: string; chainId?: number }) => {
  const explorer = chainId === undefined ? undefined : explorers[chainId]
  return explorer && `${explorer}/tx/${hash}`
}

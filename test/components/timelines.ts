import type { Timeline } from '../../src/core/contract/timeline.js'

/** A deposit that has been received, and a fill under way. */
export const timeline: Timeline = {
  phase: 'processing',
  isFinal: false,
  protocolStatus: 'submitted',
  steps: [
    {
      id: 'deposit',
      state: 'complete',
      at: Date.UTC(2025, 11, 17, 16, 43, 21),
      transactions: [{ hash: '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0', chainId: 10 }],
    },
    { id: 'fill', state: 'current', transactions: [] },
  ],
}

/** The same request at a later moment. */
export const at = (change: Partial<Timeline>): Timeline => ({ ...timeline, ...change })

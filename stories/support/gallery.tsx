import type { StatusTimelineProps, Timeline, TimelineStep } from 'onwire'
import type { ReactNode } from 'react'

export interface GalleryEntry extends Pick<StatusTimelineProps, 'timeline' | 'connection' | 'isPending' | 'messages'> {
  readonly title: string
  readonly support?: ReactNode
}

const step = (id: string, state: TimelineStep['state'], more: Partial<TimelineStep> = {}): TimelineStep => ({
  id,
  state,
  transactions: [],
  ...more,
})
const deposits = [{ hash: '0xae0827617d4ae75b406969971c2d4df9a8e8d819ff0f09581fb45ca123fcc7a0', chainId: 10 }]
const fills = [{ hash: '0x3f1c9e8b7a6d5c4b3a29181706f5e4d3c2b1a0998877665544332211ffeeddcc', chainId: 8453 }]
const refunds = [{ hash: '0x90ab12cd34ef56ab78cd90ef12ab34cd' }]
const help = <a href="https://help.example">Ask for help</a>
const messages = {
  reasons: {
    SLIPPAGE: { what: 'The price moved further than you allowed.', next: 'Ask for a new quote and try again.' },
    FEES: { what: 'The fees were higher than the amount.', next: 'Send a larger amount next time.' },
    SCREENED: { what: 'An address was held for review.', next: 'Contact support with the id.' },
  },
  refunds: {
    automatic: 'Your funds should come back by themselves.',
    manual: "Your funds don't come back by themselves: ask for them.",
    none: 'Nothing comes back by itself.',
  },
}

/** Every state that a timeline can be in. Times lie just behind, so that it counts. */
export function gallery(now = Date.now()): readonly GalleryEntry[] {
  const summary: Timeline['summary'] = {
    id: '0x5288e2ab71f4c0d95bd35e2f88d4aa36b1fcd20e64915a7c83d0f6b9114aa57c',
    from: { chain: 8453, amount: '100', symbol: 'USDC' },
    to: { chain: 42161, amount: '99.87', symbol: 'USDC' },
  }
  const start = now - 14_000
  const at = (second: number) => start + second * 1_000
  const live = { status: 'connected', transport: 'socket' } as const
  const begun: Timeline = {
    phase: 'processing',
    isFinal: false,
    protocolStatus: 'submitted',
    summary,
    startedAt: start,
    expectedMs: 20_000,
    steps: [
      step('deposit', 'complete', { startedAt: at(-4), at: at(0), transactions: deposits }),
      step('processing', 'complete', { startedAt: at(0), at: at(1) }),
      step('fill', 'current', { at: at(5), transactions: fills }),
      step('complete', 'upcoming'),
    ],
  }
  const [deposit, processing] = begun.steps as readonly [TimelineStep, TimelineStep]
  const failed = (code: string, refund: TimelineStep | undefined, isFinal: boolean): Timeline => ({
    ...begun,
    phase: isFinal ? 'settled' : 'provisional',
    outcome: 'failure',
    isFinal,
    protocolStatus: 'failure',
    steps: [
      deposit,
      processing,
      step('fill', isFinal ? 'error' : 'warning', { startedAt: at(1), at: at(9), detail: code }),
      step('complete', 'skipped'),
      ...(refund ? [refund] : []),
    ],
  })
  const nothing = step('deposit', 'current', { at: at(2) })
  const sketch = [nothing, step('processing', 'upcoming'), step('fill', 'upcoming'), step('complete', 'upcoming')]
  const { startedAt: _startedAt, ...waiting } = { ...begun, phase: 'waiting', protocolStatus: 'waiting' } as const
  return [
    {
      title: 'Loading',
      timeline: { phase: 'unknown', isFinal: false, steps: sketch.map((one) => step(one.id, 'upcoming')) },
      isPending: true,
    },
    { title: 'Not found yet', timeline: { phase: 'unknown', isFinal: false, steps: [step('deposit', 'upcoming')] } },
    { title: 'Waiting for the deposit', timeline: { ...waiting, steps: sketch }, connection: live },
    { title: 'Under way', timeline: begun, connection: live },
    {
      title: 'Under way, polled',
      timeline: begun,
      connection: { status: 'reconnecting', transport: 'polling' },
    },
    {
      title: 'Late, and not up to date',
      timeline: { ...begun, isLate: true, startedAt: at(-120) },
      connection: { status: 'disconnected', reason: 'unreachable', isStale: true, reconnect: () => {} },
      support: help,
    },
    {
      title: 'Arrived',
      timeline: {
        ...begun,
        phase: 'settled',
        outcome: 'success',
        isFinal: true,
        protocolStatus: 'success',
        steps: [
          deposit,
          processing,
          step('fill', 'complete', { startedAt: at(1), at: at(18), transactions: fills }),
          step('complete', 'complete', { at: at(18) }),
        ],
      },
    },
    {
      title: 'Failed, and should come back',
      timeline: {
        ...failed('SLIPPAGE', step('refund', 'current', { at: at(9) }), false),
        reason: { code: 'SLIPPAGE', refund: 'automatic' },
      },
      connection: live,
      support: help,
      messages,
    },
    {
      title: 'Failed, and may come back',
      timeline: {
        ...failed('SLIPPAGE', step('refund', 'current', { at: at(9) }), false),
        reason: { code: 'SLIPPAGE', refund: 'unknown' },
      },
      connection: live,
      messages,
    },
    {
      title: 'Sent back',
      timeline: {
        ...failed(
          'SLIPPAGE',
          step('refund', 'complete', { startedAt: at(9), at: at(26), transactions: refunds }),
          true,
        ),
        outcome: 'refund',
      },
      messages,
    },
    {
      title: 'Failed, and no refund came',
      timeline: { ...failed('SLIPPAGE', step('refund', 'skipped'), true), reason: { refund: 'unknown' } },
      support: help,
      messages,
    },
    {
      title: 'Failed, and has to be asked for',
      timeline: {
        ...failed('SCREENED', step('refund', 'upcoming'), true),
        reason: { code: 'SCREENED', refund: 'manual' },
      },
      support: help,
      messages,
    },
    {
      title: 'Failed, and nothing comes back',
      timeline: { ...failed('FEES', undefined, true), reason: { code: 'FEES', refund: 'none' } },
      support: help,
      messages,
    },
    {
      title: 'Cancelled',
      timeline: {
        ...waiting,
        phase: 'settled',
        outcome: 'cancelled',
        isFinal: true,
        steps: [step('deposit', 'skipped'), step('fill', 'skipped')],
      },
    },
    {
      title: 'Chains without names, amounts unknown',
      timeline: { ...begun, summary: { from: { chain: 666 }, to: { chain: 'solana' } } },
    },
  ]
}

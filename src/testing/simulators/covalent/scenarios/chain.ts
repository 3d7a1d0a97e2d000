import type { CovalentScenario } from '../covalentScenario.js'

/** The chain does something of its own, while the way to the service is well. */
export const chainScenarios = {
  steady: {
    name: 'steady',
    title: 'Steady',
    description: 'A block every two seconds, with two logs, after a short past.',
    steps: [{ at: 0, history: { logs: 12, blocks: 30 }, blockMs: 2000, logsPerBlock: 2 }],
    expect: { socketAlone: 'complete' },
  },
  'burst-10000': {
    name: 'burst-10000',
    title: 'Burst of ten thousand',
    description: 'One block brings ten thousand logs; before and after it there is one a block.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 1 },
      { at: 5000, burst: 10_000 },
    ],
    expect: { socketAlone: 'complete' },
  },
  quiet: {
    name: 'quiet',
    title: 'Quiet',
    description: 'Blocks come and hold nothing for a minute; then comes a single log, and nothing again.',
    steps: [
      { at: 0, blockMs: 2000 },
      { at: 61_000, burst: 1 },
    ],
    expect: { socketAlone: 'complete' },
  },
  'reorg-6': {
    name: 'reorg-6',
    title: 'Re-organisation of six blocks',
    description: 'The newest six blocks are replaced: some logs come back elsewhere, some never, and new ones appear.',
    steps: [
      { at: 0, blockMs: 1000, logsPerBlock: 2 },
      { at: 9500, reorg: 6 },
    ],
    expect: { socketAlone: 'complete' },
  },
  'page-limits': {
    name: 'page-limits',
    title: 'Many pages',
    description: 'More than a thousand logs stand in the past seven hundred blocks: eleven pages of the largest size.',
    steps: [{ at: 0, history: { logs: 1050, blocks: 700 }, blockMs: 2000, logsPerBlock: 1 }],
    expect: { socketAlone: 'complete' },
  },
} as const satisfies Record<string, CovalentScenario>

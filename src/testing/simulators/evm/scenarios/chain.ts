import type { EvmScenario } from '../evmScenario.js'

/** The chain does something of its own, while the node is well. */
export const chainScenarios = {
  happy: {
    name: 'happy',
    title: 'All is well',
    description: 'A block every two seconds, with two logs, after a short past.',
    steps: [{ at: 0, history: { logs: 12, blocks: 30 }, blockMs: 2000, logsPerBlock: 2 }],
  },
  burst: {
    name: 'burst',
    title: 'Burst',
    description: 'One block brings a thousand logs; before and after it there is one a block.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 1 },
      { at: 5000, burst: 1000 },
    ],
  },
  'reorg-1': {
    name: 'reorg-1',
    title: 'Re-organisation of one block',
    description: 'The newest block is replaced by another, with other logs.',
    steps: [
      { at: 0, blockMs: 1000, logsPerBlock: 2 },
      { at: 9500, reorg: 1 },
    ],
  },
  'reorg-6': {
    name: 'reorg-6',
    title: 'Re-organisation of six blocks',
    description: 'The newest six blocks are replaced by others.',
    steps: [
      { at: 0, blockMs: 1000, logsPerBlock: 2 },
      { at: 9500, reorg: 6 },
    ],
  },
  'reorg-64': {
    name: 'reorg-64',
    title: 'Re-organisation of sixty-four blocks',
    description: 'The newest sixty-four blocks are replaced, most of them from before anybody looked.',
    steps: [
      { at: 0, history: { logs: 80, blocks: 80 }, blockMs: 1000, logsPerBlock: 1 },
      { at: 9500, reorg: 64 },
    ],
  },
} as const satisfies Record<string, EvmScenario>

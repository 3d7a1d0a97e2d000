import type { EvmScenario } from '../evmScenario.js'

const steady = { at: 0, history: { logs: 12, blocks: 30 }, blockMs: 2000, logsPerBlock: 1 } as const

/** The node, or the way to it, does something, while the chain goes on. */
export const outageScenarios = {
  'drop-midway': {
    name: 'drop-midway',
    title: 'Dropped midway',
    description: 'Every socket is cut and none is admitted for ten seconds, in which three blocks are replaced.',
    steps: [steady, { at: 6000, fault: 'drop' }, { at: 10_000, reorg: 3 }, { at: 16_000, fault: 'restore' }],
  },
  'lost-subscriptions': {
    name: 'lost-subscriptions',
    title: 'Lost subscriptions',
    description: 'The socket stays open, and the node has forgotten what was subscribed.',
    steps: [steady, { at: 6000, fault: 'lose-subscriptions' }, { at: 40_000, reorg: 2 }],
  },
  'no-subscriptions': {
    name: 'no-subscriptions',
    title: 'No subscriptions',
    description: 'The socket answers, and knows no eth_subscribe: everything is polled.',
    steps: [steady, { at: 0, fault: 'no-subscriptions' }, { at: 20_000, reorg: 2 }],
  },
  behind: {
    name: 'behind',
    title: 'A node behind',
    description: 'For half a minute HTTP is answered by a node that lacks the newest three blocks.',
    steps: [steady, { at: 6000, fault: 'behind' }, { at: 36_000, fault: 'restore-node' }],
  },
  pair: {
    name: 'pair',
    title: 'A pair that disagrees',
    description: 'For half a minute every other request is answered by a node with a newest block of its own.',
    steps: [steady, { at: 6000, fault: 'pair' }, { at: 36_000, fault: 'restore-node' }],
  },
  'range-limits': {
    name: 'range-limits',
    title: 'Range limits',
    description: 'A node that gives fifty blocks and forty logs at once, and a past of three hundred logs.',
    steps: [
      { at: 0, fault: 'range-limit' },
      { at: 0, history: { logs: 300, blocks: 900 }, blockMs: 2000, logsPerBlock: 1 },
    ],
  },
  'no-batch': {
    name: 'no-batch',
    title: 'No batches',
    description: 'A node that takes one question in a request; three blocks are replaced while sockets are cut.',
    steps: [
      { at: 0, fault: 'no-batch' },
      steady,
      { at: 6000, fault: 'drop' },
      { at: 10_000, reorg: 3 },
      { at: 16_000, fault: 'restore' },
      { at: 16_000, fault: 'no-batch' },
    ],
  },
  'rolling-restart': {
    name: 'rolling-restart',
    title: 'Rolling restart',
    description: 'Every socket is closed once, three times in a row, while blocks are replaced.',
    steps: [
      steady,
      { at: 5000, fault: 'kick' },
      { at: 6000, reorg: 2 },
      { at: 9000, fault: 'kick' },
      { at: 13_000, fault: 'kick' },
    ],
  },
  'wrong-chain': {
    name: 'wrong-chain',
    title: 'Wrong chain',
    description: 'For half a minute the node says that it is of another chain.',
    steps: [steady, { at: 6000, fault: 'wrong-chain' }, { at: 36_000, fault: 'restore-node' }],
  },
  'rate-limited': {
    name: 'rate-limited',
    title: 'Too many requests',
    description: 'Sockets are cut, and HTTP answers 429 for some seconds.',
    steps: [
      steady,
      { at: 4000, fault: 'drop' },
      { at: 5000, fault: 'rate-limited' },
      { at: 15_000, fault: 'restore-rest' },
      { at: 30_000, fault: 'restore' },
    ],
  },
} as const satisfies Record<string, EvmScenario>

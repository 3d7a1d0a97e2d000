import type { EvmScenario } from '../evmScenario.js'

/** One transaction goes its way, while the node is well. */
export const transactionScenarios = {
  'transaction-included': {
    name: 'transaction-included',
    title: 'Transaction in a block',
    description: 'A transaction waits for five seconds, and is confirmed by the blocks that come after its own.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 5000, transaction: 'included' },
    ],
  },
  'transaction-reverted': {
    name: 'transaction-reverted',
    title: 'Transaction reverted',
    description: 'The transaction gets into a block, and changes nothing.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 5000, transaction: 'reverted' },
    ],
  },
  'transaction-sped-up': {
    name: 'transaction-sped-up',
    title: 'Transaction sped up',
    description: 'The same with a higher fee gets into a block in its place.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 9000, transaction: 'sped-up' },
    ],
  },
  'transaction-cancelled': {
    name: 'transaction-cancelled',
    title: 'Transaction cancelled',
    description: 'Its sender sends nothing to himself in its place.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 9000, transaction: 'cancelled' },
    ],
  },
  'transaction-replaced': {
    name: 'transaction-replaced',
    title: 'Transaction replaced',
    description: 'Another transaction of its sender gets into a block in its place, and does something else.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 9000, transaction: 'replaced' },
    ],
  },
  'transaction-dropped': {
    name: 'transaction-dropped',
    title: 'Transaction dropped',
    description: 'The node forgets the transaction, and ten minutes pass on the chain.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 7000, transaction: 'forgotten' },
      { at: 15_000, laterMs: 600_000 },
    ],
  },
  'transaction-reorganised': {
    name: 'transaction-reorganised',
    title: 'Transaction re-organised',
    description: 'The block of the transaction leaves the chain. Ten seconds later it is in another one.',
    steps: [
      { at: 0, blockMs: 2000, logsPerBlock: 2, transaction: 'sent' },
      { at: 5000, transaction: 'included' },
      { at: 9500, reorg: 4 },
      { at: 19_500, transaction: 'included' },
    ],
  },
} as const satisfies Record<string, EvmScenario>

import type { RelayScenario } from '../relayScenario.js'

const ethereum = 1
const base = 8453
const arbitrum = 42161
const solana = 792703809

/** A good day at the service, and every way in which a good day can end. */
export const ordinaryScenarios = {
  'happy-path': {
    name: 'happy-path',
    title: 'Happy path',
    description: 'A cross-chain request goes from the deposit to the fill without trouble.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'submitted', txs: 1 },
      { at: 4500, status: 'success' },
    ],
    expect: { outcome: 'success' },
  },
  'same-chain': {
    name: 'same-chain',
    title: 'Same chain',
    description: 'Origin and destination are one chain, and the stages are fewer.',
    origin: base,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'success', txs: 1 },
    ],
    expect: { outcome: 'success' },
  },
  gasless: {
    name: 'gasless',
    title: 'Gasless',
    description: 'The service itself makes the deposit, and so passes through depositing.',
    origin: base,
    destination: arbitrum,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1200, status: 'depositing' },
      { at: 2600, status: 'pending', inTxs: 1 },
      { at: 4000, status: 'submitted', txs: 1 },
      { at: 5400, status: 'success' },
    ],
    expect: { outcome: 'success' },
  },
  'solana-origin': {
    name: 'solana-origin',
    title: 'From Solana',
    description: 'The origin hash is base58, not hexadecimal.',
    origin: solana,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'submitted', txs: 1 },
      { at: 4500, status: 'success' },
    ],
    expect: { outcome: 'success' },
  },
  'abandoned-quote': {
    name: 'abandoned-quote',
    title: 'Abandoned quote',
    description: 'Nobody ever makes the deposit: it waits for ever.',
    origin: ethereum,
    destination: base,
    steps: [{ at: 0, status: 'waiting' }],
    expect: { outcome: undefined },
  },
  failure: {
    name: 'failure',
    title: 'Failure',
    description: 'The fill fails, and no refund follows.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'submitted', txs: 1 },
      { at: 4500, status: 'failure', fields: { failReason: 'EXECUTION_REVERTED' } },
    ],
    expect: { outcome: 'failure' },
  },
  'refund-after-failure': {
    name: 'refund-after-failure',
    title: 'Refund after failure',
    description: 'The fill fails, the request is pending again, and ends refunded.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'failure', fields: { failReason: 'SLIPPAGE' } },
      { at: 4500, status: 'pending' },
      { at: 6000, status: 'refund', refundTxs: 1 },
    ],
    expect: { outcome: 'refund' },
  },
  'late-refund': {
    name: 'late-refund',
    title: 'Late refund',
    description: 'The refund comes twenty seconds after the failure, long after others have stopped listening.',
    origin: ethereum,
    destination: arbitrum,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'failure', fields: { failReason: 'FILL_TIMEOUT' } },
      { at: 23_000, status: 'refund', refundTxs: 1 },
    ],
    expect: { outcome: 'refund' },
  },
} as const satisfies Record<string, RelayScenario>

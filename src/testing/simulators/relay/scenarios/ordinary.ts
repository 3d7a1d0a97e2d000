import type { RelayScenario } from '../relayScenario.js'

const ethereum = 1
const base = 8453
const arbitrum = 42161
const solana = 792703809
const bitcoin = 8253038

const depositor = '0x03508bb71268bba25ecacc8f620e01866650532c'

/** An address for one order, and the transaction by which the depositor paid. */
const strictAddress = {
  address: '0x5a1fbd8ecbbab7d4f1bd39ba39bc0dd3ab53a264',
  depositAddressType: 'strict',
  depositor,
  depositTxHash: `0x${'5d'.repeat(32)}`,
} as const

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
    description: 'Origin and destination are one chain: the deposit is the fill, and the stages are fewer.',
    origin: base,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'success' },
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
  late: {
    name: 'late',
    title: 'Late',
    description: 'The fill takes half a minute, where a few seconds are usual, and then comes.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'submitted', txs: 1 },
      { at: 33_000, status: 'success' },
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
      { at: 3000, status: 'failure', fields: { failReason: 'TRANSACTION_NOT_INCLUDED' } },
      { at: 23_000, status: 'refund', refundTxs: 1 },
    ],
    expect: { outcome: 'refund' },
  },
  'never-refunded': {
    name: 'never-refunded',
    title: 'Never refunded',
    description: 'The fill fails, and what was deposited is too little to send back.',
    origin: ethereum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'failure', fields: { failReason: 'AMOUNT_TOO_LOW_TO_REFUND' } },
    ],
    expect: { outcome: 'failure' },
  },
  'manual-refund': {
    name: 'manual-refund',
    title: 'Manual refund',
    description: 'The fill fails, and so does the refund: somebody has to ask for it.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      {
        at: 3000,
        status: 'failure',
        fields: { failReason: 'SLIPPAGE', refundFailReason: 'MANUAL_REFUND_REQUIRED' },
      },
    ],
    expect: { outcome: 'failure' },
  },
  'refund-after-nine-minutes': {
    name: 'refund-after-nine-minutes',
    title: 'Refund after nine minutes',
    description: 'The fill fails, and the refund comes by itself nine minutes later.',
    origin: ethereum,
    destination: arbitrum,
    steps: [
      { at: 0, status: 'waiting' },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'failure', fields: { failReason: 'SOLVER_BALANCE_TOO_LOW' } },
      { at: 543_000, status: 'refund', refundTxs: 1 },
    ],
    expect: { outcome: 'refund' },
  },
  superseded: {
    name: 'superseded',
    title: 'Superseded',
    description: 'The quote is made anew before the deposit comes: another request takes this place, and is filled.',
    origin: bitcoin,
    destination: base,
    steps: [
      { at: 0, status: 'waiting' },
      {
        at: 1500,
        status: 'waiting',
        supersededBy: {
          name: 'successor',
          title: 'Successor',
          description: 'The deposit came to the address of an older quote.',
          origin: bitcoin,
          destination: base,
          steps: [
            { at: 0, status: 'waiting' },
            { at: 1500, status: 'pending', inTxs: 1 },
            { at: 3000, status: 'submitted', txs: 1 },
            { at: 4500, status: 'success' },
          ],
          expect: { outcome: 'success' },
        },
      },
    ],
    expect: { outcome: undefined },
  },
  'excess-refunded': {
    name: 'excess-refunded',
    title: 'Excess refunded',
    description: 'A strict deposit address is paid too much: it delivers what was quoted, and sends the rest back.',
    origin: arbitrum,
    destination: base,
    steps: [
      { at: 0, status: 'waiting', fields: { depositAddress: strictAddress } },
      { at: 1500, status: 'pending', inTxs: 1 },
      { at: 3000, status: 'submitted', txs: 1 },
      { at: 4500, status: 'success' },
      { at: 6000, status: 'refund', refundTxs: 1 },
    ],
    expect: { outcome: 'success' },
  },
} as const satisfies Record<string, RelayScenario>

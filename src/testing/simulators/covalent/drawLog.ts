import { hexDigits, type Random } from '../../kit/random.js'
import type { LogDraft } from './covalentLogEvent.js'
import { drawEvent } from './drawEvent.js'

export interface ContractFacts {
  readonly address: string
  /** All its events have this one. Default: events of every kind. */
  readonly topic: string | undefined
}

export interface Transaction {
  readonly hash: string
  readonly offset: number
}

/** The service's facts about a contract. Where its index is not yet done, they are null. */
const known = {
  sender_contract_decimals: 18,
  sender_name: 'Simulated Token',
  sender_contract_ticker_symbol: 'SIM',
  sender_address_label: 'Simulated Token: Proxy',
  sender_logo_url: 'https://logos.simulator.invalid/tokens/sim.png',
  supports_erc: ['erc20'],
  sender_factory_address: '0x5c69bee701ef814a2b6a3edd4b1652cb9cc5aa6f',
} as const

const unknown = {
  sender_contract_decimals: null,
  sender_name: null,
  sender_contract_ticker_symbol: null,
  sender_address_label: null,
  sender_logo_url: null,
  supports_erc: null,
  sender_factory_address: null,
} as const

/** One log of a contract. Whatever the service may leave out is left out now and then. */
export function drawLog(
  random: Random,
  contract: ContractFacts,
  transaction: Transaction,
  isDecoded: boolean,
): LogDraft {
  const event = drawEvent(random, contract.topic)
  const facts = random.next() < 0.7 ? known : unknown
  const { decoded, ...rest } = {
    tx_offset: transaction.offset,
    tx_hash: transaction.hash,
    raw_log_topics: event.topics,
    ...facts,
    // Few contracts have a label or a factory, even where the rest is known.
    ...(random.next() < 0.7 && { sender_address_label: null, sender_factory_address: null }),
    sender_address: contract.address,
    raw_log_data: event.data,
    decoded: isDecoded && random.next() < 0.9 ? event.decoded : null,
    hasBlockHash: random.next() < 0.9,
  }
  // A log that isn't decoded has `decoded: null` at times, and no such field at others.
  return decoded === null && random.next() < 0.5 ? rest : { ...rest, decoded }
}

export function drawTransaction(random: Random): Transaction {
  return { hash: `0x${random.text(64, hexDigits)}`, offset: Math.floor(random.next() * 200) }
}

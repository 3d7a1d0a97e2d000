import type { LogsTopic, TopicFilter } from '../../protocols/shared/logs/logsTopic.js'

/** Which logs: a contract's, or an event's. Without either, or with empty ones, there are none. */
export interface LogsSelection {
  /** The id, or Covalent's name: `1`, `'eth-mainnet'`. */
  readonly chain: string | number
  /** The contract: `0x…`. */
  readonly address?: string | undefined
  /** The hash of an event's signature, viem's `toEventSelector(…)`: `0x…`. Counts where there is no `address`. */
  readonly eventSelector?: string | undefined
  /** Values that the event's indexed parameters have, in any order: hashes, or addresses as they are. */
  readonly indexedValues?: readonly string[] | undefined
  /**
   * The values that the contract's logs have at each place of their topics: a hash, several, or null for any. Only
   * nodes know them: `evm()`.
   */
  readonly topics?: readonly TopicFilter[] | undefined
  /** The list begins with this block. */
  readonly fromBlock?: number | undefined
}

/** Hexadecimal digits in lower case: one query for one topic. */
export function toLogsTopic(selection: LogsSelection): LogsTopic | undefined {
  const { address, chain, eventSelector, fromBlock, indexedValues, topics } = selection
  const common = { kind: 'logs', chain, ...(fromBlock && { fromBlock }) } as const
  if (address) return { ...common, address: address.toLowerCase(), ...(topics && { topics }) }
  if (!eventSelector) return undefined
  const indexed = indexedValues && { indexedValues: indexedValues.map((text) => text.toLowerCase()) }
  return { ...common, eventSelector: eventSelector.toLowerCase(), ...indexed }
}

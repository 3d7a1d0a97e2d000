interface ChainTopic {
  readonly kind: 'logs'
  /** Covalent's name or the id: `'eth-mainnet'`, `1`. Both are one. */
  readonly chain: string | number
  /** The list begins with this block; by default nothing but the chain's first is its beginning. */
  readonly fromBlock?: number
}

/** The logs that one contract emits. Upper and lower case are one. */
export interface AddressLogsTopic extends ChainTopic {
  readonly address: string
  /** The values that its logs have at each place of their topics. Nodes know them; Covalent doesn't. */
  readonly topics?: readonly TopicFilter[]
}

/** One place of a log's topics: its value, one of several, or null for any. */
export type TopicFilter = string | null | readonly string[]

/** The logs of one event, whichever contract emits it. */
export interface EventLogsTopic extends ChainTopic {
  readonly eventSelector: string
  /**
   * Values of the event's indexed parameters: hashes, or addresses as they are. Their order makes no difference. Nodes
   * don't know them without their places.
   */
  readonly indexedValues?: readonly string[]
}

/** The log events of one chain. */
export type LogsTopic = AddressLogsTopic | EventLogsTopic

import type { EvmFaultName } from './evmFaults.js'
import type { EvmTransactionEvent } from './evmTransactions.js'

/** Events on the chain. Times are milliseconds after the story's start. */
export interface EvmChainStep {
  readonly at: number
  /** From now on blocks come so many milliseconds apart. Default 2 000. */
  readonly blockMs?: number
  /** How many logs the contract emits in each block from now on. Default 0. */
  readonly logsPerBlock?: number
  /** The contract's past: so many logs, spread over so many blocks up to the head. */
  readonly history?: { readonly logs: number; readonly blocks: number }
  /** A block comes at once, with so many logs. */
  readonly burst?: number
  /** So many blocks come at once, with the usual logs. */
  readonly blocks?: number
  /** So many of the newest blocks are replaced. */
  readonly reorg?: number
  /** Befalls the story's transaction. Where it gets into a block, that block comes at once. */
  readonly transaction?: EvmTransactionEvent
  /** Blocks that come from now on are dated so much later, in ms: as if that time had passed. */
  readonly laterMs?: number
}

/** A switch thrown while the story runs; it acts on the whole simulator. */
export interface EvmFaultStep {
  readonly at: number
  readonly fault: EvmFaultName
}

export type EvmStep = EvmChainStep | EvmFaultStep

/** One story that a contract and its node can tell, as a value. */
export interface EvmScenario {
  /** Kebab-case. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** In order of `at`; the first is at 0. After the last one the chain goes on as it then is. */
  readonly steps: readonly EvmStep[]
}

import type { CovalentFaultName } from './covalentFaults.js'

/** Events on the chain. Times are milliseconds after the story's start. */
export interface CovalentChainStep {
  readonly at: number
  /** From now on the whole chain's blocks come so many milliseconds apart. Default: the chain's own pace. */
  readonly blockMs?: number
  /** How many logs the contract emits in each block from now on. Default 0. */
  readonly logsPerBlock?: number
  /** How often each log is sent from now on. Default 1. */
  readonly pushTimes?: number
  /** `missing`: the service decodes no log from now on. Default `mostly`. */
  readonly decoded?: 'mostly' | 'missing'
  /** The contract's past: so many logs, spread over so many blocks up to the head. */
  readonly history?: { readonly logs: number; readonly blocks: number }
  /** A block comes at once, with so many logs. */
  readonly burst?: number
  /** So many of the newest blocks are replaced. */
  readonly reorg?: number
}

/** A switch thrown while the story runs; it acts on the whole simulator, as an outage does. */
export interface CovalentFaultStep {
  readonly at: number
  readonly fault: CovalentFaultName
}

export type CovalentStep = CovalentChainStep | CovalentFaultStep

/** One story that a contract and the way to the service can tell, as a value. */
export interface CovalentScenario {
  /** Kebab-case. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** In order of `at`; the first is at 0. After the last one the chain goes on as it then is. */
  readonly steps: readonly CovalentStep[]
  readonly expect: {
    /** `complete`: a client that subscribed once, and never asked REST, has received every log that stands. */
    readonly socketAlone: 'complete' | 'incomplete'
  }
}

import type { FusionFaultName } from './fusionFaults.js'
import type { FusionInternalStatus } from './fusionState.js'
import type { FusionShape } from './fusionWire.js'

/** One change as the service comes to know it. Times are ms after the start. The first one adds the intent. */
export interface FusionNewsStep {
  readonly at: number
  /** As clients see it. */
  readonly status: string
  /** The status on the service's own list. Default: what stands behind `status`. */
  readonly internal?: FusionInternalStatus
  /** Kept by later steps that don't say; `pending` at first, and `verified` once the status says so. */
  readonly proofStatus?: string
  /** Kept by later steps that don't say. */
  readonly htlcState?: string
  /** Names of the transactions that are known from now on, beside the earlier ones. */
  readonly txs?: readonly string[]
  readonly error?: string
  readonly failureReason?: string
  /** Fields that the vendor's page doesn't name; kept by later steps. */
  readonly fields?: Readonly<Record<string, unknown>>
  /** Fields that the service leaves out of this update, by push and by REST. The truth has them. */
  readonly omit?: readonly string[]
  /** False: no event is sent, only REST tells. Default true. */
  readonly push?: boolean
  /** The events leave so much later, whatever has been sent meanwhile. Default 0. */
  readonly delayPushMs?: number
  /** How often the events are sent. Default 1. */
  readonly pushTimes?: number
  /** REST tells of it so much later: an old replica answers. Default 0. */
  readonly delayPollMs?: number
  /**
   * From here on the service's clock is wrong by so much, in ms: -3 600 000 is a step back by an hour. Kept by later
   * steps that don't say; 0 at first.
   */
  readonly clockMs?: number
}

/** `remove`: the service forgets the intent. `replace`: the contract gives it another id, and forgets the old one. */
export interface FusionIdStep {
  readonly at: number
  readonly id: 'remove' | 'replace'
}

/** A switch thrown while the intent lives; it acts on the whole simulator, as an outage does. */
export interface FusionFaultStep {
  readonly at: number
  readonly fault: FusionFaultName
}

/** Other intents begin, one each `everyMs`, playing these scenarios in turn. */
export interface FusionCrowdStep {
  readonly at: number
  readonly crowd: readonly string[]
  readonly count: number
  readonly everyMs: number
}

export type FusionStep = FusionNewsStep | FusionIdStep | FusionFaultStep | FusionCrowdStep

/** One story that the service can tell, as a value. */
export interface FusionScenario {
  /** Kebab-case. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** Chain ids. */
  readonly fromChain: number
  readonly toChain: number
  /** Each is taken at its time; those of one time in this order. */
  readonly steps: readonly FusionStep[]
  readonly expect: {
    /** How it ends; undefined where it stays open, or is forgotten. */
    readonly outcome: 'completed' | 'failed' | 'cancelled' | undefined
  }
  /** How this intent is told, where that differs from the simulator's own `shape`. */
  readonly shape?: Partial<FusionShape>
}

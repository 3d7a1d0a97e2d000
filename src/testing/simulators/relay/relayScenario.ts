import type { RelayFaultName } from './relayFaults.js'

/** One status as the service comes to know it. Times are milliseconds after the request's start. */
export interface RelayStatusStep {
  readonly at: number
  readonly status: string
  /** How many origin hashes are known from now on. Kept by later steps that don't say; 0 at first. */
  readonly inTxs?: number
  /** How many destination hashes are known from now on. Kept by later steps that don't say; 0 at first. */
  readonly txs?: number
  /** The destination hashes are replaced by this many refund hashes. */
  readonly refundTxs?: number
  /** Further fields of the service's data, such as `failReason`; kept by later steps. */
  readonly fields?: Readonly<Record<string, unknown>>
  /**
   * Another request takes this one's place: it is begun now, plays this scenario, and is named in
   * `supersededByRequestId` from now on.
   */
  readonly supersededBy?: RelayScenario
  /** Fields that the service leaves out on the wire, by push and by REST. The truth has them. */
  readonly omit?: readonly string[]
  /** False: no frame is sent, only REST tells. Default true. */
  readonly push?: boolean
  /** The frame leaves so much later, whatever has been sent meanwhile. Default 0. */
  readonly delayPushMs?: number
  /** How often the frame is sent. Default 1. */
  readonly pushTimes?: number
  /** REST tells of it so much later: an old replica answers. Default 0. */
  readonly delayPollMs?: number
  /**
   * From here on the service's clock is wrong by so much, in ms: -3 600 000 is a step back by an hour. Kept by later
   * steps that don't say; 0 at first.
   */
  readonly clockMs?: number
}

/** A switch thrown while the request runs; it acts on the whole simulator, as an outage does. */
export interface RelayFaultStep {
  readonly at: number
  readonly fault: RelayFaultName
}

export type RelayStep = RelayStatusStep | RelayFaultStep

/** One story that the service can tell, as a value. */
export interface RelayScenario {
  /** Kebab-case. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** Chain ids. */
  readonly origin: number
  readonly destination: number
  /** In order of `at`; the first status is at 0. */
  readonly steps: readonly RelayStep[]
  readonly expect: {
    /** How it ends; undefined where it stays open. What was delivered is a success, also where something comes back. */
    readonly outcome: 'success' | 'failure' | 'refund' | undefined
  }
  /** How its frames travel. Default `text`. */
  readonly frames?: 'text' | 'binary'
  /** The envelope of its updates. Default `flat`. */
  readonly envelope?: 'flat' | 'nested'
}

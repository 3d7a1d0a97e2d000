import type { FusionChange, FusionReport } from './fusionIntent.js'
import type { FusionScenario } from './fusionScenario.js'
import type { FusionIntentState, FusionStats } from './fusionState.js'
import { type FusionPayload, type FusionShape, toProof, toTime, toUpdate } from './fusionWire.js'

/** The rooms that receive it: the intent's, the one of all, or both, each client once. */
export interface FusionAudience {
  readonly intentId?: string
  readonly all?: true
}

export interface FusionNewsContext {
  readonly shape: FusionShape
  /** Are statistics sent at each change too, or only to whoever begins to listen? */
  readonly pushesStats: boolean
  serviceNow(): number
  stats(): FusionStats
  publish(to: FusionAudience, event: string, payload: unknown): void
}

export interface FusionNews {
  /** The formatted intent update, as of now. */
  update(report: FusionReport, scenario: FusionScenario): FusionPayload
  changed(change: FusionChange, scenario: FusionScenario): void
  removed(state: FusionIntentState, scenario: FusionScenario): void
  replaced(before: FusionIntentState, after: FusionChange, scenario: FusionScenario): void
}

/** Which events a change leads to, and who hears them. */
export function createFusionNews(context: FusionNewsContext): FusionNews {
  const { publish } = context
  const shapeOf = (scenario: FusionScenario): FusionShape => ({ ...context.shape, ...scenario.shape })
  const publishStats = (): void => {
    if (context.pushesStats) publish({ all: true }, 'mempool:stats', context.stats())
  }
  const update = ({ clockMs, state, omit }: FusionReport, scenario: FusionScenario): FusionPayload => {
    const whole = toUpdate(state, shapeOf(scenario), context.serviceNow() + clockMs)
    return Object.fromEntries(Object.entries(whole).filter(([field]) => !omit.includes(field)))
  }

  const changed = (change: FusionChange, scenario: FusionScenario): void => {
    const { previous, state } = change
    const { intentId } = state
    const payload = update(change, scenario)
    if (previous === undefined) publish({ all: true }, 'intent:new', payload)
    else if (previous.proofStatus !== state.proofStatus) {
      const proof = toProof(state, previous.proofStatus, shapeOf(scenario), context.serviceNow() + change.clockMs)
      publish({ intentId }, 'intent:proof', proof)
      publish({ all: true }, 'intent:proof_changed', proof)
    }
    publish({ intentId }, 'intent:status', payload)
    if (previous !== undefined && previous.internal !== state.internal) {
      publish({ all: true }, 'intent:status_changed', { ...payload, oldStatus: previous.internal })
    }
    if (previous?.internal !== state.internal) publishStats()
  }
  const sendRemoved = ({ intentId }: FusionIntentState, scenario: FusionScenario): void => {
    const timestamp = toTime(context.serviceNow(), shapeOf(scenario))
    publish({ intentId, all: true }, 'intent:removed', { intentId, timestamp })
  }

  return {
    update,
    changed,
    removed(state, scenario) {
      sendRemoved(state, scenario)
      publishStats()
    },
    replaced(before, after, scenario) {
      sendRemoved(before, scenario)
      changed(after, scenario)
    },
  }
}

import { createStoryTime, type StoryTimeOptions } from '../../kit/storyTime.js'
import { hexDigits, type Random } from '../../kit/random.js'
import type { FusionFaultName } from './fusionFaults.js'
import type { FusionNewsStep, FusionScenario, FusionStep } from './fusionScenario.js'
import { type FusionIntentState, toInternalStatus } from './fusionState.js'

/** An intent as the service publishes it: its state, but for some fields. */
export interface FusionReport {
  readonly state: FusionIntentState
  readonly omit: readonly string[]
  /** How wrong the service's clock is, in ms. */
  readonly clockMs: number
}

export interface FusionChange extends FusionReport {
  /** Undefined where the intent is new. */
  readonly previous: FusionIntentState | undefined
}

export interface FusionIntent {
  /** As it is now: the contract may replace it. */
  readonly intentId: string
  /** The ids that it had before, oldest first. */
  readonly formerIds: readonly string[]
  readonly scenario: FusionScenario
  /** The service's own state of it; undefined before the intent is added, and once it is removed. */
  truth(): FusionIntentState | undefined
  /** The report that a subscriber receives now. */
  latest(): FusionReport | undefined
  /** REST's answer now. */
  polled(): FusionReport | undefined
  /** Settles once every step has been taken and every late event has left. Those of a crowd have their own. */
  readonly done: Promise<void>
  /** Lets its time begin, where it waits for a client. */
  begin(): void
  stop(): void
}

export interface FusionIntentContext extends StoryTimeOptions {
  readonly intentId: string
  readonly scenario: FusionScenario
  readonly random: Random
  /** The service's clock, in milliseconds. */
  serviceNow(): number
  changed(change: FusionChange): void
  push(change: FusionChange): void
  removed(state: FusionIntentState): void
  /** The intent has its new id already. */
  replaced(before: FusionIntentState, after: FusionChange): void
  fault(name: FusionFaultName): void
  addToCrowd(scenario: string): void
}

/** Plays one scenario. Steps at 0 are taken before it returns. */
export function createFusionIntent(context: FusionIntentContext): FusionIntent {
  const { scenario, random } = context
  const time = createStoryTime(context)
  const { after } = time
  let intentId = context.intentId
  const formerIds: string[] = []
  let latest: FusionReport | undefined
  let polled: FusionReport | undefined
  let polledStep = 0
  let taken = 0

  const applyReport = (step: FusionNewsStep): void => {
    const previous = latest?.state
    const clockMs = step.clockMs ?? latest?.clockMs ?? 0
    // Two steps never share a time, however fast the scenario runs: the newest one is always known.
    const earliest = clockMs === latest?.clockMs ? (previous?.updatedAt ?? 0) + 1 : 0
    const now = Math.max(Math.round(context.serviceNow()) + clockMs, earliest)
    const change = { previous, state: toNext(step, previous, context, intentId, now), omit: step.omit ?? [], clockMs }
    latest = change
    taken += 1
    const nth = taken
    context.changed(change)
    after(step.delayPollMs ?? 0, () => {
      // A replica that lags behind catches up in order, and never falls back to what it told before.
      if (nth < polledStep) return
      polledStep = nth
      polled = change
    })
    if (step.push === false) return
    after(step.delayPushMs ?? 0, () => {
      for (let time = 0; time < (step.pushTimes ?? 1); time += 1) context.push(change)
    })
  }
  const changeId = (how: 'remove' | 'replace'): void => {
    if (latest === undefined) return
    const before = latest.state
    if (how === 'remove') {
      latest = undefined
      polled = undefined
      context.removed(before)
      return
    }
    formerIds.push(intentId)
    intentId = `0x${random.text(64, hexDigits)}`
    const change = { previous: undefined, state: { ...before, intentId }, omit: latest.omit, clockMs: latest.clockMs }
    latest = change
    polled = change
    context.replaced(before, change)
  }
  const runStep = (step: FusionStep): void => {
    if ('status' in step) applyReport(step)
    else if ('id' in step) changeId(step.id)
    else if ('fault' in step) context.fault(step.fault)
    else {
      for (let index = 0; index < step.count; index += 1) {
        const name = step.crowd[index % step.crowd.length]
        if (name !== undefined) after(index * step.everyMs, () => context.addToCrowd(name))
      }
    }
  }

  for (const step of scenario.steps) after(step.at, () => runStep(step))
  time.planned()

  return {
    get intentId() {
      return intentId
    },
    formerIds,
    scenario,
    truth: () => latest?.state,
    latest: () => latest,
    polled: () => polled,
    done: time.done,
    begin: () => time.begin(),
    stop: () => time.stop(),
  }
}

function toNext(
  step: FusionNewsStep,
  previous: FusionIntentState | undefined,
  context: FusionIntentContext,
  intentId: string,
  now: number,
): FusionIntentState {
  const { random, scenario } = context
  const internal = step.internal ?? toInternalStatus(step.status)
  const isMatched = internal === 'matched' || internal === 'executing' || internal === 'completed'
  const proofStatus =
    step.proofStatus ?? (step.status === 'proofs_verified' ? 'verified' : (previous?.proofStatus ?? 'pending'))
  const newHashes = (step.txs ?? []).map((name) => [name, `0x${random.text(64, hexDigits)}`] as const)
  return {
    intentId,
    status: step.status,
    internal,
    proofStatus,
    proofGeneratedAt: previous?.proofGeneratedAt ?? (proofStatus === 'verified' ? now : undefined),
    solver: previous?.solver ?? (isMatched ? `0x${random.text(40, hexDigits)}` : undefined),
    fromChain: scenario.fromChain,
    toChain: scenario.toChain,
    amount: previous?.amount ?? `${1 + Math.floor(random.next() * 9)}${random.text(18, '0123456789')}`,
    createdAt: previous?.createdAt ?? now,
    updatedAt: now,
    matchedAt: previous?.matchedAt ?? (isMatched ? now : undefined),
    completedAt: previous?.completedAt ?? (internal === 'completed' ? now : undefined),
    htlcState: step.htlcState ?? previous?.htlcState,
    txHashes: { ...previous?.txHashes, ...Object.fromEntries(newHashes) },
    error: step.error ?? previous?.error,
    failureReason: step.failureReason ?? previous?.failureReason,
    extra: { ...previous?.extra, ...step.fields },
  }
}

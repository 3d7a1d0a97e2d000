import { createStoryTime, type StoryTimeOptions } from '../../kit/storyTime.js'
import { base58Digits, hexDigits, type Random } from '../../kit/random.js'
import { getVmType } from './relayChains.js'
import type { RelayFaultName } from './relayFaults.js'
import type { RelayScenario, RelayStatusStep } from './relayScenario.js'
import { type SimulatedRelayStatus, without } from './relayStatus.js'

export interface RelayRequest {
  readonly requestId: string
  readonly scenario: RelayScenario
  /** When it was made, by the service's clock, in unix ms. */
  readonly createdAt: number
  /** The newest status that the service knows, with every field. */
  truth(): SimulatedRelayStatus
  /** REST's answer now. */
  polled(): Partial<SimulatedRelayStatus>
  /** Settles once every step has been taken and every late frame has left. */
  readonly done: Promise<void>
  /** Lets its time begin, where it waits for a client. */
  begin(): void
  stop(): void
}

export interface RelayRequestContext extends StoryTimeOptions {
  readonly requestId: string
  readonly scenario: RelayScenario
  readonly random: Random
  /** The service's clock, in milliseconds. */
  serviceNow(): number
  statusChanged(status: SimulatedRelayStatus): void
  /** `now` is the time by the service's clock, however wrong it is. */
  push(status: Partial<SimulatedRelayStatus>, now: number): void
  fault(name: RelayFaultName): void
  /** Begins the request that takes this one's place, and returns its id. */
  supersede(successor: RelayScenario): string
}

/** Plays one scenario. Steps at 0 are taken before it returns. */
export function createRelayRequest(context: RelayRequestContext): RelayRequest {
  const { scenario, requestId, random } = context
  const hashes = createHashes(scenario, random)
  const createdAt = Math.round(context.serviceNow())
  const { after, begin, done, planned, stop } = createStoryTime(context)
  let truth: SimulatedRelayStatus = {
    status: 'unknown',
    inTxHashes: [],
    txHashes: [],
    updatedAt: 0,
    originChainId: scenario.origin,
    destinationChainId: scenario.destination,
    requestId,
  }
  let fields: Readonly<Record<string, unknown>> = {}
  let polled: { readonly nth: number; readonly status: Partial<SimulatedRelayStatus> } = { nth: 0, status: {} }
  let taken = 0
  let clockMs = 0
  const runStep = (step: RelayStatusStep): void => {
    fields = { ...fields, ...step.fields }
    if (step.supersededBy) fields = { ...fields, supersededByRequestId: context.supersede(step.supersededBy) }
    // Two steps never share a time, however fast the scenario runs: the newest one is always known.
    const earliest = clockMs === (step.clockMs ?? clockMs) ? truth.updatedAt + 1 : 0
    clockMs = step.clockMs ?? clockMs
    taken += 1
    const nth = taken
    const now = () => Math.round(context.serviceNow()) + clockMs
    const status: SimulatedRelayStatus = {
      status: step.status,
      inTxHashes: step.inTxs === undefined ? truth.inTxHashes : hashes.origin(step.inTxs),
      txHashes: nextTxHashes(step),
      updatedAt: Math.max(now(), earliest),
      originChainId: scenario.origin,
      destinationChainId: scenario.destination,
      requestId,
      ...fields,
    }
    truth = status
    context.statusChanged(status)
    const pushed = step.omit === undefined ? status : without(status, step.omit)
    after(step.delayPollMs ?? 0, () => {
      // A replica that lags behind catches up in order: it never falls back to what it told before.
      if (nth >= polled.nth) polled = { nth, status: pushed }
    })
    if (step.push === false) return
    after(step.delayPushMs ?? 0, () => {
      for (let time = 0; time < (step.pushTimes ?? 1); time += 1) context.push(pushed, now())
    })
  }
  const nextTxHashes = (step: RelayStatusStep): readonly string[] => {
    if (step.refundTxs !== undefined) return hashes.refund(step.refundTxs)
    return step.txs === undefined ? truth.txHashes : hashes.destination(step.txs)
  }

  for (const step of scenario.steps) {
    after(step.at, () => ('fault' in step ? context.fault(step.fault) : runStep(step)))
  }
  planned()

  return {
    requestId,
    scenario,
    createdAt,
    truth: () => truth,
    polled: () => polled.status,
    done,
    begin,
    stop,
  }
}

/** Hashes of the right shape for their chain, drawn once and then the same in every status. */
function createHashes(scenario: RelayScenario, random: Random) {
  const draw = (chainId: number): string => {
    const vmType = getVmType(chainId)
    if (vmType === 'svm') return random.text(88, base58Digits)
    return (vmType === 'evm' ? '0x' : '') + random.text(64, hexDigits)
  }
  const series = (chainId: number) => {
    const drawn: string[] = []
    return (count: number): readonly string[] => {
      while (drawn.length < count) drawn.push(draw(chainId))
      return drawn.slice(0, count)
    }
  }
  return {
    origin: series(scenario.origin),
    destination: series(scenario.destination),
    // The service refunds on the origin chain where it can.
    refund: series(scenario.origin),
  }
}

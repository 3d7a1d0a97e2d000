import { assertSpeed } from '../../kit/assertSpeed.js'
import type { SimulatorClock } from '../../kit/clock.js'
import { createRandom, hexDigits, type Random } from '../../kit/random.js'
import type { StoryBeginning } from '../../kit/storyTime.js'
import { SimulatorError } from '../../kit/simulatorError.js'
import { toIdKey } from '../../kit/toIdKey.js'
import type { FusionFaultName } from './fusionFaults.js'
import { createFusionIntent, type FusionChange, type FusionIntent } from './fusionIntent.js'
import type { FusionScenario } from './fusionScenario.js'
import { getFusionScenario } from './fusionScenarios.js'
import type { FusionIntentState } from './fusionState.js'

export interface FusionStartOptions {
  /**
   * Any text but an empty one; upper and lower case of a hexadecimal id are one. Default: 0x and 64 hexadecimal digits,
   * drawn from the seed.
   */
  readonly intentId?: string | undefined
  /** 2 plays the scenario twice as fast. Default 1. */
  readonly speed?: number | undefined
  /** When its time begins. Steps at 0 are taken at once in any case. Default `at-once`. */
  readonly begins?: StoryBeginning | undefined
}

/** Called when intents change. The scenario says how the service sends each change. */
export interface FusionIntentEvents {
  changed(change: FusionChange): void
  push(change: FusionChange, scenario: FusionScenario): void
  removed(state: FusionIntentState, scenario: FusionScenario): void
  replaced(before: FusionIntentState, after: FusionChange, scenario: FusionScenario): void
  fault(name: FusionFaultName): void
}

export interface FusionIntentsContext extends FusionIntentEvents {
  readonly clock: SimulatorClock
  readonly random: Random
  /** Intents that nobody started play this one from the moment somebody asks for them. */
  readonly defaultScenario: FusionScenario | undefined
  serviceNow(): number
}

export interface FusionIntents {
  start(scenario: FusionScenario | string, options?: FusionStartOptions): FusionIntent
  /** By the id that it has now; one that was replaced is unknown. */
  find(intentId: string): FusionIntent | undefined
  /** As `find`, but an id that nobody started begins the default scenario, where there is one. */
  adopt(intentId: string): FusionIntent | undefined
  all(): readonly FusionIntent[]
}

/** The intents that the service knows. */
export function createFusionIntents(context: FusionIntentsContext): FusionIntents {
  const { clock, random } = context
  /** Also by ids that were replaced, so that those are never begun again. */
  const intents = new Map<string, FusionIntent>()

  const begin = (
    scenario: FusionScenario,
    intentId: string,
    { speed = 1, begins }: FusionStartOptions = {},
  ): FusionIntent => {
    const intent = createFusionIntent({
      intentId,
      scenario,
      speed,
      begins,
      clock,
      // Its own stream: hashes don't depend on what else the simulator draws meanwhile.
      random: createRandom(Math.floor(random.next() * 2 ** 32)),
      serviceNow: () => context.serviceNow(),
      changed: (change) => context.changed(change),
      push: (change) => context.push(change, scenario),
      removed: (state) => context.removed(state, scenario),
      replaced(before, after) {
        intents.set(toIdKey(after.state.intentId), intent)
        context.replaced(before, after, scenario)
      },
      fault: (name) => context.fault(name),
      addToCrowd: (name) => void begin(getFusionScenario(name), drawId(), { speed }),
    })
    intents.set(toIdKey(intentId), intent)
    return intent
  }
  const drawId = (): string => `0x${random.text(64, hexDigits)}`
  const find = (intentId: string): FusionIntent | undefined => {
    const key = toIdKey(intentId)
    const intent = intents.get(key)
    return intent && toIdKey(intent.intentId) === key ? intent : undefined
  }

  return {
    start(scenario, options = {}) {
      const { intentId = drawId(), speed = 1 } = options
      assertStartable(intentId, speed, intents)
      return begin(typeof scenario === 'string' ? getFusionScenario(scenario) : scenario, intentId, options)
    },
    find,
    adopt(intentId) {
      if (intents.has(toIdKey(intentId)) || context.defaultScenario === undefined) return find(intentId)
      return begin(context.defaultScenario, intentId)
    },
    all: () => [...new Set(intents.values())],
  }
}

function assertStartable(intentId: string, speed: number, known: ReadonlyMap<string, unknown>): void {
  if (intentId === '') {
    throw new SimulatorError({
      code: 'BAD_INTENT_ID',
      what: 'The intent id is empty.',
      why: 'The service would answer it with an error.',
      remedy: 'Pass any other text, or none to have an id drawn.',
    })
  }
  if (known.has(toIdKey(intentId))) {
    throw new SimulatorError({
      code: 'INTENT_EXISTS',
      what: `The intent ${intentId} has been started already.`,
      why: 'One id cannot play two scenarios.',
      remedy: 'Pass another id, or none to have one drawn.',
    })
  }
  assertSpeed(speed)
}

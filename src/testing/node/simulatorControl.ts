import type { SimulatorLog } from '../kit/log.js'
import { SimulatorError } from '../kit/simulatorError.js'
import type { ControlBody } from './controlBody.js'

/** What everyone may know of a scenario. */
export interface ScenarioFacts {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly expect: unknown
}

/** What the control API of a simulator can do, whatever its service. Bad input throws a `SimulatorError`. */
export interface SimulatorControl {
  /** What is started here, in the plural: scenarios are started by `POST /__simulator/{starts}`. */
  readonly starts: string
  readonly scenarios: readonly ScenarioFacts[]
  readonly faultNames: readonly string[]
  readonly log: SimulatorLog
  /** Starts the scenario that the body names; what it returns is the answer. */
  start(body: ControlBody): unknown
  /** Throws a switch; the body may hold its settings. Returns the switches as they stand. */
  applyFault(name: string, body: ControlBody): unknown
  /** What else can be done, by `POST /__simulator/{name}`. What one returns is the answer. */
  readonly acts?: Readonly<Record<string, (body: ControlBody) => unknown>>
  state(): unknown
}

/** The fault of that name, as a word of its union. */
export function findFault<Name extends string>(names: readonly Name[], name: string): Name {
  const fault = names.find((known) => known === name)
  if (fault !== undefined) return fault
  throw new SimulatorError({
    code: 'NO_SUCH_FAULT',
    what: `There is no fault named '${name}'.`,
    why: 'No switch was thrown.',
    remedy: `Choose one of: ${names.join(', ')}.`,
  })
}

import type { SimulatorLog } from '../../kit/log.js'
import { SimulatorError } from '../../kit/simulatorError.js'
import type { ControlBody } from './controlBody.js'

/** A scenario's public facts. */
export interface ScenarioFacts {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly expect?: unknown
}

/** The abilities that every simulator's control API has. Bad input throws a `SimulatorError`. */
export interface SimulatorControl {
  /** The plural of the thing that plays a scenario: `POST /__simulator/{starts}` starts one. */
  readonly starts: string
  readonly scenarios: readonly ScenarioFacts[]
  readonly faultNames: readonly string[]
  readonly log: SimulatorLog
  /** Starts the scenario that the body names. The value that it returns is the answer. */
  start(body: ControlBody): unknown
  /** Throws a switch; the body may hold its settings. Returns the switches as they stand. */
  applyFault(name: string, body: ControlBody): unknown
  /** Further actions, each by `POST /__simulator/{name}`. The value that one returns is the answer. */
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

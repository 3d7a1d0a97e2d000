export interface SimulatorErrorFacts {
  /** A stable word to test for. */
  readonly code: string
  readonly what: string
  readonly why: string
  readonly remedy: string
  readonly cause?: unknown
}

/** A programmer's mistake in using a simulator. Trouble on the simulated wire is never thrown. */
export class SimulatorError extends Error {
  override readonly name = 'SimulatorError'
  readonly code: string
  readonly remedy: string

  constructor(facts: SimulatorErrorFacts) {
    super(`${facts.what} ${facts.why} ${facts.remedy}`, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.code = facts.code
    this.remedy = facts.remedy
  }
}

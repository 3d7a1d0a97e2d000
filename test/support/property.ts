import { appendFileSync, mkdirSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { propertyRuns, propertySettings } from './propertySettings.mjs'

/** One drawn property, as a line of JSON in the report that `npm run test:properties` prints. */
export interface PropertyReport {
  readonly property: string
  readonly file: string
  readonly seed: number
  readonly runs: number
  readonly seconds: number
  readonly holds: boolean
}

export interface PropertyOptions<Values> {
  /** Drawn before all others. */
  readonly examples?: Values[]
  /** For a test that counts something over all stories, and would find too little in a few. */
  readonly atLeast?: number
  /** How many stories one drawn value holds, where they share something dear, as a process. Default: 1. */
  readonly storiesEach?: number
}

/**
 * Asserts that a property holds for every drawn value. All property tests go through here, so that one setting decides how many stories
 * are drawn (`ONWIRE_PROPERTY_RUNS`, default 1 000) and from which seed (`ONWIRE_PROPERTY_SEED`, drawn afresh by default).
 * A failure's message names its seed.
 */
export function checkProperty<Values extends [unknown, ...unknown[]]>(
  property: fc.IAsyncPropertyWithHooks<Values> | fc.IAsyncProperty<Values>,
  options?: PropertyOptions<Values>,
): Promise<void>
export function checkProperty<Values extends [unknown, ...unknown[]]>(
  property: fc.IPropertyWithHooks<Values> | fc.IProperty<Values>,
  options?: PropertyOptions<Values>,
): void
export function checkProperty<Values extends [unknown, ...unknown[]]>(
  property: fc.IRawProperty<Values>,
  { atLeast = 1, examples = [], storiesEach = 1 }: PropertyOptions<Values> = {},
): Promise<void> | void {
  const { runs, seed } = propertySettings
  const { currentTestName = '', testPath = '' } = expect.getState()
  const startedAt = performance.now()
  const result = fc.check(property, {
    numRuns: Math.ceil(Math.max(runs, atLeast) / storiesEach),
    examples,
    ...(seed === undefined ? {} : { seed }),
  })
  const end = (details: fc.RunDetails<Values>): void => {
    const seconds = Math.round(performance.now() - startedAt) / 1000
    const holds = !details.failed
    const file = relative(process.cwd(), testPath)
    note({ property: currentTestName, file, seed: details.seed, runs: details.numRuns * storiesEach, seconds, holds })
    if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance })
  }
  return result instanceof Promise ? result.then(end) : end(result)
}

/**
 * The longest that a story may be, in steps, where a step takes long: `npm run test:properties` draws up to so many, and
 * `npm test` as many stories of up to half of that.
 */
export function toLongest(steps: number): number {
  return propertySettings.runs < propertyRuns.properties ? Math.ceil(steps / 2) : steps
}

function note(report: PropertyReport): void {
  const file = propertySettings.reportFile
  if (!file) return
  mkdirSync(dirname(file), { recursive: true })
  appendFileSync(file, `${JSON.stringify(report)}\n`)
}

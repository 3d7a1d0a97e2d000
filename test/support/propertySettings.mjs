// @ts-check
/** How many stories property tests draw, and from which seed: set by the command that runs them, in the environment. */

/** The stories that each property draws, by command. */
export const propertyRuns = { check: 30, test: 1_000, properties: 10_000 }

/** The seed of the gate, always the same: it says whether a change broke something, not whether chance found something old. */
export const gateSeed = 91_979_759

/** A seed of its own for each run that looks for what nobody has found yet: printed, so that it can be given again. */
export const drawSeed = () => Math.floor(Math.random() * 2 ** 31)

/** @param {string} name */
const toNumber = (name) => {
  const text = process.env[name]
  if (!text) return undefined
  const value = Number(text)
  if (!Number.isInteger(value)) throw new Error(`${name} is "${text}", which is no whole number.`)
  return value
}

const runs = toNumber('ONWIRE_PROPERTY_RUNS') ?? propertyRuns.test

export const propertySettings = {
  runs,
  seed: toNumber('ONWIRE_PROPERTY_SEED'),
  /** The file that a line about each property is added to. */
  reportFile: process.env['ONWIRE_PROPERTY_REPORT'],
  /** The backstop for a test that draws stories: one that takes 50 ms on an idle machine has 2 s. */
  timeoutMs: 120_000 + runs * 2_000,
}

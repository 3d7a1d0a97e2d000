// @ts-check

/** @typedef {import('./steps.mjs').Result} Result */

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {number} cores How many it keeps busy. Less than one where it mostly waits.
 * @property {readonly string[]} [after] The steps that must have ended before, well or not.
 * @property {() => string | undefined} [isSkipped] Why it isn't run. Asked when its turn has come.
 * @property {() => Promise<Result>} run
 */

/**
 * Runs steps side by side, as long as cores are free, in the order of the list where they may. Nothing is run twice.
 * @param {readonly Step[]} steps
 * @param {{ cores: number, onEnd: (result: Result) => void }} options
 * @returns {Promise<readonly Result[]>} In the order of the list.
 */
export async function runSteps(steps, { cores, onEnd }) {
  /** @type {Map<string, Result>} */
  const ended = new Map()
  /** @type {Map<Step, Promise<void>>} */
  const running = new Map()
  const waiting = new Set(steps)

  const isReady = (/** @type {Step} */ { after = [] }) => after.every((name) => ended.has(name))
  const isRoom = (/** @type {Step} */ step) => {
    const busy = [...running.keys()].reduce((sum, one) => sum + one.cores, 0)
    return running.size === 0 || busy + step.cores <= cores
  }
  const start = async (/** @type {Step} */ step) => {
    const note = step.isSkipped?.()
    const { name } = step
    const result = note ? { name, passed: 0, failed: 0, skipped: 0, seconds: 0, note } : await step.run()
    ended.set(name, result)
    onEnd(result)
  }

  while (waiting.size > 0 || running.size > 0) {
    const next = [...waiting].find((step) => isReady(step) && isRoom(step))
    if (next) {
      waiting.delete(next)
      const end = start(next).finally(() => running.delete(next))
      running.set(next, end)
    } else if (running.size > 0) await Promise.race(running.values())
    else throw new Error(`${[...waiting].map(({ name }) => name).join(', ')} waits for a step that is not in the list.`)
  }
  return steps.flatMap(({ name }) => ended.get(name) ?? [])
}

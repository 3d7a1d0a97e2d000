// @ts-check
import { cpus } from 'node:os'
import { openRun } from '../openRun.mjs'

/** @typedef {import('../openRun.mjs').Figures} Figures */

/** @typedef {Pick<Figures, 'perSecond' | 'p50Ms' | 'p99Ms' | 'ackP99Ms' | 'shares'> & { readers: number, rate: number, framesPerSecond: number, because?: string }} Step */

/** What p99 may be at most, in ms. */
const maxP99Ms = 250
/** How much more each step has. */
const factor = 1.25
const maxSteps = 24
/** From which share of its time on a process is called busy. */
const busy = 0.9

/**
 * More and more events a second, over the same readers, until p99 is too long or the rate isn't kept.
 * @param {import('./compare.mjs').Common} setting
 * @param {import('../openRun.mjs').Load} load
 */
export async function findRateLimit(setting, load) {
  const run = await openRun({ ...setting, variant: 'onwire' })
  try {
    await run.load({ ...load, seconds: 2 })
    return await findLimit(async (step) => {
      const perSecond = Math.round(load.perSecond * factor ** step)
      return { readers: setting.readers, rate: perSecond, figures: await run.load({ ...load, perSecond }) }
    })
  } finally {
    await run.close()
  }
}

/**
 * Twice as many readers at each step, at the same rate of events.
 * @param {import('./compare.mjs').Common} setting
 * @param {import('../openRun.mjs').Load} load
 */
export function findReaderLimit(setting, load) {
  return findLimit(async (step) => {
    const readers = setting.readers * 2 ** step
    const run = await openRun({ ...setting, readers, variant: 'onwire' })
    try {
      await run.load({ ...load, seconds: 2 })
      return { readers, rate: load.perSecond, figures: await run.load(load) }
    } finally {
      await run.close()
    }
  })
}

/** @param {(step: number) => Promise<{ readers: number, rate: number, figures: Figures }>} run */
async function findLimit(run) {
  /** @type {Step[]} */
  const steps = []
  for (let step = 0; step < maxSteps; step += 1) {
    const { figures, rate, readers } = await run(step)
    const { doubled, strange } = figures.progress
    // Too late is one thing, wrong another.
    if (doubled + strange > 0)
      throw new Error(`At ${rate} events a second ${doubled} frames were doubled, ${strange} strange.`)
    const because = toReason(figures)
    const { ackP99Ms, p50Ms, p99Ms, perSecond, shares } = figures
    const framesPerSecond = (figures.frames / figures.events) * perSecond
    steps.push({
      readers,
      rate,
      perSecond,
      framesPerSecond,
      p50Ms,
      p99Ms,
      ackP99Ms,
      shares,
      ...(because && { because }),
    })
    if (because) break
  }
  return { lastGood: steps.filter(({ because }) => because === undefined).at(-1), steps }
}

/**
 * Why it isn't good, and what was at its end.
 * @param {Figures} figures
 */
function toReason({ failure, isKept, p99Ms, progress, shares }) {
  const { behind, closed, lost } = progress
  const problems = [
    ...(failure === undefined ? [] : [`an event was not taken in (${failure})`]),
    ...(behind + closed + lost > 0 ? [`${behind} readers behind, ${closed} closed, ${lost} frames lost`] : []),
    ...(isKept ? [] : ['the rate was not kept']),
    ...(p99Ms > maxP99Ms ? [`p99 above ${maxP99Ms} ms`] : []),
  ]
  if (problems.length === 0) return undefined
  const ends = Object.entries(shares).flatMap(([name, { cpu }]) => (cpu >= busy ? [`the CPU of the ${name}`] : []))
  const sum = Object.values(shares).reduce((total, { cpu }) => total + cpu, 0)
  if (ends.length === 0 && sum >= busy * cpus().length) ends.push('this machine')
  return `${problems.join(', ')}; at its end: ${ends.join(' and ') || 'none of our processes'}`
}

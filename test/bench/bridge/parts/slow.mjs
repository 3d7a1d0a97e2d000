// @ts-check
import { setTimeout } from 'node:timers/promises'
import { getQuantile, summarize } from '../../support/statistics.mjs'
import { now } from '../now.mjs'
import { assertWhole, openRun } from '../openRun.mjs'
import { rotate, toRatios } from '../rounds.mjs'

/** @typedef {Awaited<ReturnType<typeof measure>>} Measured */

/** So many that never read. */
const crowds = [0, 1, 20]
/** When a reader that should have been cut is given up for, in s. */
const maxSeconds = 120

/**
 * Readers that follow all ids and never read, beside those that do: what the others feel of it until they are cut, and what it
 * costs the server. Each crowd is measured for as long, or for longer where the cut takes longer.
 * @param {import('./compare.mjs').Common} setting
 * @param {{ load: import('../openRun.mjs').Load, rounds: number }} options
 */
export async function measureSlow(setting, { load, rounds }) {
  /** @type {Map<number, Measured[]>} */
  const measured = new Map(crowds.map((stalled) => [stalled, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const stalled of rotate(crowds, round)) measured.get(stalled)?.push(await measure(setting, load, stalled))

  const without = measured.get(0) ?? []
  return [...measured].map(([stalled, own]) => {
    const of = (/** @type {(measured: Measured) => number} */ pick) => summarize(own.map(pick))
    return {
      stalled,
      p50Ms: of(({ p50Ms }) => p50Ms),
      p99Ms: of(({ p99Ms }) => p99Ms),
      ratio: {
        p50: toRatios(own, without, ({ p50Ms }) => p50Ms),
        p99: toRatios(own, without, ({ p99Ms }) => p99Ms),
      },
      ...(stalled > 0 && { cutAfterSeconds: of(({ cutAfterSeconds }) => cutAfterSeconds) }),
      peakRss: of(({ peak }) => peak.rss),
      peakHeap: of(({ peak }) => peak.heap),
      heapAfter: of(({ after }) => after.heap),
    }
  })
}

/**
 * @param {import('./compare.mjs').Common} setting
 * @param {import('../openRun.mjs').Load} load
 * @param {number} stalled
 */
async function measure(setting, load, stalled) {
  const run = await openRun({ ...setting, variant: 'onwire' })
  const getCut = async () => (await run.server.ask('getTroubles'))['READER_CUT'] ?? 0
  const what = `with ${stalled} that never read`
  try {
    assertWhole(await run.load({ ...load, seconds: Math.min(load.seconds, 2) }), what)
    await run.server.ask('takePeak')
    const startedAt = now()
    const getSeconds = () => (now() - startedAt) / 1000
    let cutAfterSeconds = NaN
    await run.crowd.ask('stall', { count: stalled, ids: setting.ids })
    const watch = async () => {
      while ((await getCut()) < stalled && getSeconds() < maxSeconds) await setTimeout(100)
      cutAfterSeconds = getSeconds()
    }
    const isWatched = watch()
    /** @type {number[]} */
    const frameMs = []
    do {
      const figures = await run.load(load)
      assertWhole(figures, what)
      frameMs.push(...figures.frameMs)
    } while (Number.isNaN(cutAfterSeconds) && getSeconds() < maxSeconds)
    await isWatched
    const cut = await getCut()
    if (cut !== stalled) throw new Error(`${what}: ${cut} of them were cut within ${maxSeconds} s.`)
    const peak = await run.server.ask('takePeak')
    await run.crowd.ask('endStalled')
    return {
      p50Ms: getQuantile(frameMs, 0.5),
      p99Ms: getQuantile(frameMs, 0.99),
      cutAfterSeconds,
      peak,
      after: await run.server.ask('getMemory'),
    }
  } finally {
    await run.close()
  }
}

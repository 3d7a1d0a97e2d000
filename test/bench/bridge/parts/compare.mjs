// @ts-check
import { summarize } from '../../support/statistics.mjs'
import { assertWhole, openRun } from '../openRun.mjs'
import { rotate, toRatios } from '../rounds.mjs'

/** @typedef {Awaited<ReturnType<typeof measure>>} Measured */
/** @typedef {Omit<import('../openRun.mjs').Setting, 'variant'>} Common */

/**
 * The same load on each server, in interleaved rounds. Figures are of whole runs only: a frame that is lost or doubled fails it all.
 * @param {Common} setting
 * @param {{ load: import('../openRun.mjs').Load, rounds: number, variants: readonly import('../openRun.mjs').Variant[] }} options
 */
export async function compare(setting, { load, rounds, variants }) {
  /** @type {Map<import('../openRun.mjs').Variant, Measured[]>} */
  const measured = new Map(variants.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round += 1)
    for (const variant of rotate(variants, round))
      measured.get(variant)?.push(await measure({ ...setting, variant }, load))

  const floor = measured.get('floor') ?? []
  return [...measured].map(([variant, own]) => ({
    variant,
    ...summarizeAll(own),
    ratio: {
      p50: toRatios(own, floor, ({ p50Ms }) => p50Ms),
      p99: toRatios(own, floor, ({ p99Ms }) => p99Ms),
      cpu: toRatios(own, floor, ({ cpuMicrosecondsPerEvent }) => cpuMicrosecondsPerEvent),
      heap: toRatios(own, floor, ({ heapPerReader }) => heapPerReader),
      rss: toRatios(own, floor, ({ rssPerReader }) => rssPerReader),
    },
    shares: own.map(({ shares }) => shares),
  }))
}

/**
 * @param {import('../openRun.mjs').Setting} setting
 * @param {import('../openRun.mjs').Load} load
 */
async function measure(setting, load) {
  const run = await openRun(setting)
  const what = `${setting.variant}, ${setting.readers} readers of ${setting.ids} ids`
  try {
    // The hot code is compiled then.
    assertWhole(await run.load({ ...load, seconds: Math.min(load.seconds, 2) }), what)
    const { ackMs, failure, frameMs, progress, ...figures } = await run.load(load)
    assertWhole({ ackMs, failure, frameMs, progress, ...figures }, what)
    const { before, idle } = run.memory
    const loaded = await run.server.ask('getMemory')
    return {
      ...figures,
      framesPerSecond: (figures.frames / figures.events) * figures.perSecond,
      heapPerReader: (idle.heap - before.heap) / setting.readers,
      rssPerReader: (idle.rss - before.rss) / setting.readers,
      heapPerReaderAfterLoad: (loaded.heap - before.heap) / setting.readers,
      rssPerReaderAfterLoad: (loaded.rss - before.rss) / setting.readers,
    }
  } finally {
    await run.close()
  }
}

/** @param {readonly Measured[]} own */
function summarizeAll(own) {
  const of = (/** @type {(measured: Measured) => number} */ pick) => summarize(own.map(pick))
  return {
    isKept: own.every(({ isKept }) => isKept),
    eventsPerSecond: of(({ perSecond }) => perSecond),
    framesPerSecond: of(({ framesPerSecond }) => framesPerSecond),
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    maxMs: of(({ maxMs }) => maxMs),
    ackP50Ms: of(({ ackP50Ms }) => ackP50Ms),
    ackP99Ms: of(({ ackP99Ms }) => ackP99Ms),
    cpuMicrosecondsPerEvent: of(({ cpuMicrosecondsPerEvent }) => cpuMicrosecondsPerEvent),
    serverCpu: of(({ shares }) => shares.server.cpu),
    frameBytes: of(({ frameBytes }) => frameBytes),
    heapPerReader: of(({ heapPerReader }) => heapPerReader),
    rssPerReader: of(({ rssPerReader }) => rssPerReader),
    heapPerReaderAfterLoad: of(({ heapPerReaderAfterLoad }) => heapPerReaderAfterLoad),
    rssPerReaderAfterLoad: of(({ rssPerReaderAfterLoad }) => rssPerReaderAfterLoad),
  }
}

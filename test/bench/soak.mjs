// @ts-check
/**
 * `npm run soak`: a bridge for a long time, as JSON on stdout and lines on stderr.
 *
 * - 500 readers come and go: each follows a request for some visits, by its cursor, and then another. 100 signed webhooks a second come
 *   in; after 100 of them a request makes room for the next one. The bridge, its readers and the sender are a process each.
 * - Nothing may be lost, doubled or out of order, over all visits of a reader; no reader may be refused. `resets` counts those that were
 *   told to ask anew, since their topic had not been followed all the time.
 * - Heap (after the garbage is out), sockets and timers are to be flat: the last third of a run is compared with the one before it. At
 *   the end all readers leave, and nothing of them may be left.
 * - What the bridge remembers by design is bounded low, so that it is full long before the run is half over.
 * - `--minutes 30` (by default), or `--seconds 5` to see that it works: too short to say anything of the heap.
 */
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bundleServer } from './bridge/bundleServer.mjs'
import { startChild } from './bridge/child.mjs'
import { now } from './bridge/now.mjs'
import { createSender } from './bridge/sender.mjs'
import { getQuantile } from './support/statistics.mjs'

const { values: flags } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seconds: { type: 'string' },
    readers: { type: 'string', default: '500' },
    /** Events a second. */
    rate: { type: 'string', default: '100' },
  },
})
const [seconds, readers, rate] = [
  Number(flags.seconds ?? Number(flags.minutes) * 60),
  Number(flags.readers),
  Number(flags.rate),
]
if (!(seconds > 0 && readers > 0 && rate > 0)) throw new Error('Every figure has to be a number above 0.')

const ids = 50
const perRequest = 100
/** How long a visit lasts, and the pause after it, at most; in ms. A short run has short ones. */
const stayMs = Math.min(20_000, seconds * 300)
const awayMs = Math.min(5_000, seconds * 100)
const limits = { events: 5_000, entriesPerTopic: 100, topics: 2 * ids, lingerMs: 6 * awayMs }
const samples = Math.min(30, Math.max(3, Math.round(seconds)))
/** By how much the median of the last third may be above that of the third before it. */
const mostGrowth = 1.05
/** A run that is shorter than this says nothing of the heap: what is bounded isn't full yet. */
const leastSeconds = 300
/** How long what is released may take at the end, in ms. */
const releaseMs = 60_000

const built = await bundleServer()
/** @type {import('./bridge/child.mjs').Child<import('./bridge/server.mjs').ServerAnswers>} */
const server = await startChild(new URL('bridge/server.mjs', import.meta.url), [
  'onwire',
  built.url,
  JSON.stringify(limits),
])
const port = await server.ask('getPort')
/** @type {import('./bridge/child.mjs').Child<import('./soak/readers.mjs').SoakReadersAnswers>} */
const crowd = await startChild(new URL('soak/readers.mjs', import.meta.url), [`${port}`])
/** A machine that others keep busy for a while is no reason to end. */
const maxBacklogSeconds = 60
const sender = createSender({ port, ids, padding: 0, perRequest, maxBacklogSeconds })

/** @param {Record<string, number>} resources */
const countTimers = (resources) => (resources['Timeout'] ?? 0) + (resources['Immediate'] ?? 0)
/** @param {Record<string, number>} resources */
const countSockets = (resources) =>
  Object.entries(resources).reduce((sum, [kind, count]) => sum + (/Socket/.test(kind) ? count : 0), 0)

async function sample() {
  const { readers: streams, resources, topics } = await server.ask('getHeld')
  const { heap, rss } = await server.ask('getMemory')
  const { cpuMs } = await server.ask('getUsage')
  const seen = await crowd.ask('getCounts')
  const taken = { heap, rss, cpuMs, streams, topics, sockets: countSockets(resources), timers: countTimers(resources) }
  return { at: now(), ...taken, ...seen }
}

/** @typedef {Awaited<ReturnType<typeof sample>>} Sample */

/**
 * @param {readonly Sample[]} all
 * @param {(sample: Sample) => number} pick
 */
function getGrowth(all, pick) {
  const third = Math.floor(all.length / 3)
  const median = (/** @type {readonly Sample[]} */ some) => getQuantile(some.map(pick), 0.5)
  return Number((median(all.slice(-third)) / median(all.slice(-2 * third, -third))).toFixed(3))
}

try {
  const before = await sample()
  await crowd.ask('start', { readers, ids, perRequest, stayMs, awayMs })
  const sending = sender.send({ perSecond: rate, seconds })
  /** @type {Sample[]} */
  const taken = []
  const from = now()
  for (let index = 1; index <= samples; index += 1) {
    await setTimeout(Math.max(0, from + (index * seconds * 1000) / samples - now()))
    const each = await sample()
    taken.push(each)
    const { heap, lives, lost, doubled, frames, returns, sockets, streams, timers, topics } = each
    const figures = {
      s: Math.round((each.at - from) / 1000),
      heapMb: Number((heap / 1e6).toFixed(1)),
      streams,
      topics,
      sockets,
      timers,
    }
    console.error(JSON.stringify({ ...figures, lives, returns, frames, lost, doubled }))
  }
  const { events } = await sending
  const counts = await crowd.ask('stop', sender.sent)
  sender.close()
  let after = await sample()
  const isReleased = () =>
    after.streams + after.topics === 0 && after.sockets <= before.sockets && after.timers <= before.timers
  for (const until = now() + releaseMs; !isReleased() && now() < until; after = await sample()) await setTimeout(100)

  const growth = {
    heap: getGrowth(taken, ({ heap }) => heap),
    streams: getGrowth(taken, ({ streams }) => streams),
    sockets: getGrowth(taken, ({ sockets }) => sockets),
    timers: getGrowth(taken, ({ timers }) => timers),
  }
  const { behind, doubled, lost, refused, strange } = counts
  const wrong = Object.entries({ behind, doubled, lost, refused, strange }).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  )
  const troubles = await server.ask('getTroubles')
  const isGrown = (/** @type {keyof typeof growth} */ name) => seconds >= leastSeconds && growth[name] > mostGrowth
  const problems = [
    ...wrong,
    ...(events < Math.round(seconds * rate) ? [`the rate was given up after ${events} events`] : []),
    ...(sender.failure === undefined ? [] : [`an event was not taken in: ${sender.failure}`]),
    ...(Object.keys(troubles).length === 0 ? [] : [`troubles: ${JSON.stringify(troubles)}`]),
    ...(isGrown('heap') ? [`heap grew by ${growth.heap}`] : []),
    ...(isGrown('sockets') ? [`sockets grew by ${growth.sockets}`] : []),
    ...(isGrown('timers') ? [`timers grew by ${growth.timers}`] : []),
    ...(isReleased() ? [] : [`left behind: ${JSON.stringify(after)}`]),
  ]
  const settings = { seconds, readers, rate, ids, perRequest, stayMs, awayMs, limits }
  console.log(
    JSON.stringify(
      { node: process.version, settings, events, counts, growth, before, after, samples: taken, problems },
      null,
      2,
    ),
  )
  if (problems.length > 0) process.exitCode = 1
} finally {
  await Promise.all([crowd.close(), server.close()])
  await built.remove()
}

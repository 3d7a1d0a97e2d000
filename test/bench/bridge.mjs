// @ts-check
/**
 * `npm run bench:bridge`: what a bridge can take, as JSON on stdout and tables on stderr.
 *
 * - The bridge, its readers and the sender are a process each. Events come in as signed webhooks over HTTP, and go out as SSE over as
 *   many connections as there are readers: from just before an event is written to when a reader has its frame parsed.
 * - `spread`: the readers share the ids. `fan`: all of them follow one. Both next to the floor (plain `node:http`, `JSON.parse`, a
 *   `Map` of sets) and Socket.IO's rooms, neither of which verifies, merges or remembers; only ratios to the floor are to be compared.
 * - `slow`: the same with some that never read. `limits`: more and more events, and readers, until it breaks.
 * - A figure counts only if every reader got every frame of its id, once and in order. Where one doesn't, the run fails.
 */
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { bundleServer } from './bridge/bundleServer.mjs'
import { compare } from './bridge/parts/compare.mjs'
import { findRateLimit, findReaderLimit } from './bridge/parts/limits.mjs'
import { measureSlow } from './bridge/parts/slow.mjs'
import { showComparison, showLimit, showSlow } from './bridge/show.mjs'

const parts = ['spread', 'fan', 'slow', 'limits']
/** @type {readonly import('./bridge/openRun.mjs').Variant[]} */
const variants = ['floor', 'onwire', 'socket.io']

const { values: flags } = parseArgs({
  options: {
    readers: { type: 'string', default: '1000' },
    ids: { type: 'string', default: '100' },
    /** Events a second. */
    rate: { type: 'string', default: '500' },
    /** Events a second where all readers follow one id. */
    'fan-rate': { type: 'string', default: '10' },
    seconds: { type: 'string', default: '10' },
    rounds: { type: 'string', default: '3' },
    /** So many bytes more in each event. */
    padding: { type: 'string', default: '0' },
    /** Only these parts, with commas between. */
    only: { type: 'string' },
  },
})

const only = flags.only?.split(',') ?? parts
const unknown = only.find((part) => !parts.includes(part))
if (unknown !== undefined) throw new Error(`--only: there is no "${unknown}", only ${parts.join(', ')}`)
const [readers, ids, rate, fanRate, seconds, rounds] = [
  flags.readers,
  flags.ids,
  flags.rate,
  flags['fan-rate'],
  flags.seconds,
  flags.rounds,
].map(Number)
const padding = Number(flags.padding)
if (!readers || !ids || !rate || !fanRate || !seconds || !rounds || !(padding >= 0))
  throw new Error('Every figure has to be a number above 0; --padding may be 0.')
if (readers % ids !== 0) throw new Error('--readers has to be a multiple of --ids: each id has as many readers.')

/**
 * @template Result
 * @param {string} part
 * @param {() => Promise<Result>} run
 * @param {(result: Result) => string} show
 */
async function measure(part, run, show) {
  if (!only.includes(part)) return undefined
  const result = await run()
  console.error(`\n${show(result)}`)
  return result
}

const loadBefore = loadavg()
const built = await bundleServer()
const setting = { bundle: built.url, readers, ids, padding }
const load = { perSecond: rate, seconds }
const fan = { setting: { ...setting, ids: 1 }, load: { perSecond: fanRate, seconds } }

try {
  const report = {
    node: process.version,
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    settings: { readers, ids, rate, fanRate, seconds, rounds, padding },
    spread: await measure(
      'spread',
      () => compare(setting, { load, rounds, variants }),
      (result) => showComparison(`${readers} readers of ${ids} ids, ${rate} events/s`, result),
    ),
    fan: await measure(
      'fan',
      () => compare(fan.setting, { load: fan.load, rounds, variants }),
      (result) => showComparison(`${readers} readers of one id, ${fanRate} events/s`, result),
    ),
    slow: await measure('slow', () => measureSlow(setting, { load, rounds }), showSlow),
    rateLimit: await measure('limits', () => findRateLimit(setting, load), showLimit),
    fanLimit: await measure('limits', () => findRateLimit(fan.setting, fan.load), showLimit),
    readerLimit: await measure('limits', () => findReaderLimit(setting, load), showLimit),
  }
  console.log(JSON.stringify({ ...report, loadAverage: { before: loadBefore, after: loadavg() } }, null, 2))
} finally {
  await built.remove()
}

// @ts-check
/**
 * `npm run bench`: what a status message costs a page, measured in Chromium, as JSON on stdout and a table on stderr.
 *
 * - Cost: CPU time of the page's main thread a message, one mounted component an id, over one real WebSocket on this machine. Each round
 *   measures the floor too, and only ratios to it are to be compared: microseconds are this machine's, today.
 * - Latency: from the frame's arrival in the page to the DOM, at 1 000 messages a second over 1 000 components.
 * - A figure counts only if the page shows each id's last message in the end. Where one doesn't, the run fails.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserArgs, findBrowser } from '../support/browser.mjs'
import { bundlePage } from './support/bundle.mjs'
import { measureCost, measureLatencies } from './support/measure.mjs'
import { startServer } from './support/server.mjs'
import { getQuantile, summarize } from './support/statistics.mjs'
import { toTable } from './support/table.mjs'
import { latencyVariants, variants } from './support/variants.mjs'

const { values: flags } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    /** 10 000 ids as well. */
    full: { type: 'boolean', default: false },
    /** Each message changes its id's status, which no real request does for long. */
    flapping: { type: 'boolean', default: false },
    /** Only these, by their names and with commas between; the floor always. */
    only: { type: 'string' },
  },
})

const names = variants.map(({ name }) => name)
const only = flags.only?.split(',') ?? names
const unknown = only.find((name) => !names.includes(name))
const messages = Number(flags.messages)
if (unknown !== undefined) throw new Error(`--only: there is no "${unknown}", only ${names.join(', ')}`)
if (!(messages > 0 && Number(flags.rounds) > 0)) throw new Error('--messages and --rounds: whole numbers above 0')
const rounds = Array.from({ length: Number(flags.rounds) }, (_, round) => round)
const sizes = [1, 100, 1000, ...(flags.full ? [10_000] : [])]
const load = { messages: 2000, perSecond: 1000, ids: 1000 }
const isWanted = (/** @type {string} */ name) => name === 'floor' || only.includes(name)

const executablePath = findBrowser()?.path
if (!executablePath)
  throw new Error('No Chrome or Chromium is installed: `npm test` installs one, or set ONWIRE_BROWSER.')
const server = await startServer(await bundlePage())
const browser = await chromium.launch({ executablePath, args: browserArgs })
const bench = { browser, server, timeoutMs: 120_000 }

try {
  const cost = []
  for (const ids of sizes) cost.push(await compareCosts(ids))
  const latency = []
  for (const name of latencyVariants.filter(isWanted)) latency.push(await getLatency(name))
  const machine = { chromium: browser.version(), node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  console.log(
    JSON.stringify({ ...machine, messages, rounds: rounds.length, isFlapping: flags.flapping, cost, latency }, null, 2),
  )
} finally {
  await browser.close()
  server.close()
}

/** @param {number} ids */
async function compareCosts(ids) {
  const stream = { ids, isFlapping: flags.flapping }
  const wanted = variants.filter(({ isFor, name }) => isFor(ids) && isWanted(name)).map(({ name }) => name)
  /** @type {Map<string, import('./support/measure.mjs').Cost[]>} */
  const costs = new Map(wanted.map((name) => [name, []]))
  for (const round of rounds)
    // Each round in another order.
    for (const name of [...wanted.slice(round % wanted.length), ...wanted.slice(0, round % wanted.length)])
      costs.get(name)?.push(await measureCost(bench, { variant: name, stream }, messages))

  const floor = costs.get('floor') ?? []
  const results = [...costs].map(([variant, own]) => ({
    variant,
    ratio: summarize(own.map(({ cpuMicroseconds }, round) => cpuMicroseconds / (floor[round]?.cpuMicroseconds ?? NaN))),
    cpuMicroseconds: summarize(own.map(({ cpuMicroseconds }) => cpuMicroseconds)),
    commits: summarize(own.map(({ commits }) => commits)),
    seconds: summarize(own.map(({ seconds }) => seconds)),
  }))
  const rows = results.map(({ commits, cpuMicroseconds, ratio, variant }) => [
    variant,
    `${ratio.median}`,
    `${ratio.min}..${ratio.max}`,
    `${cpuMicroseconds.median}`,
    `${commits.median}`,
  ])
  console.error(`\n${toTable([[`${ids} ids`, 'ratio', 'from..to', 'µs a message', 'React commits'], ...rows])}`)
  return { ids, variants: results }
}

/** @param {string} variant */
async function getLatency(variant) {
  const stream = { ids: load.ids, isFlapping: flags.flapping }
  /** @type {number[][]} */
  const runs = []
  for (const _ of rounds) runs.push(await measureLatencies(bench, { variant, stream }, load))
  const [p50, p99] = [0.5, 0.99].map((share) => summarize(runs.map((run) => getQuantile(run, share))))
  console.error(`\n${variant}: ms from frame to DOM, p50 ${p50?.median}, p99 ${p99?.median}`)
  return { variant, ...load, p50Ms: p50, p99Ms: p99, shown: summarize(runs.map((run) => run.length)) }
}

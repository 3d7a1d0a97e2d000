// @ts-check
/**
 * `npm run bench`: what a status message costs a page, measured in Chromium, as JSON on stdout and a table on stderr.
 *
 * - Cost: CPU time of the page's main thread a message, one mounted component an id, over one real WebSocket on this machine. Each round
 *   measures the floor too, and only ratios to it are to be compared: microseconds are this machine's, today.
 * - Latency: from the frame's arrival in the page to the DOM, at 10, 1 000 and 10 000 messages a second over 1 000 components.
 * - Mount: from the first render until the server has every id's subscription.
 * - A figure counts only if the page shows each id's last message in the end. Where one doesn't, the run fails.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { browserArgs, findBrowser } from '../support/browser.mjs'
import { bundlePage } from './support/bundle.mjs'
import { measureCost, measureLatencies, measureMount } from './support/measure.mjs'
import { startServer } from './support/server.mjs'
import { getQuantile, summarize } from './support/statistics.mjs'
import { toTable } from './support/table.mjs'
import { latencyVariants, mountVariants, variants } from './support/variants.mjs'

const { values: flags } = parseArgs({
  options: {
    /** 20 000 by default, of which `--quick` takes 500. */
    messages: { type: 'string' },
    rounds: { type: 'string' },
    /** 10 000 ids as well. */
    full: { type: 'boolean', default: false },
    /** A message changes nothing but its id's time. */
    steady: { type: 'boolean', default: false },
    /** One round, few messages: that it runs, and no figure to be told. */
    quick: { type: 'boolean', default: false },
    /** Only these, by their names and with commas between; the floor always. */
    only: { type: 'string' },
  },
})

const names = variants.map(({ name }) => name)
const only = flags.only?.split(',') ?? names
const unknown = only.find((name) => !names.includes(name))
const roundCount = Number(flags.rounds ?? (flags.quick ? 1 : 3))
const messages = Number(flags.messages ?? (flags.quick ? 500 : 20_000))
if (unknown !== undefined) throw new Error(`--only: there is no "${unknown}", only ${names.join(', ')}`)
if (!(messages > 0 && roundCount > 0)) throw new Error('--messages and --rounds: whole numbers above 0')
const rounds = Array.from({ length: roundCount }, (_, round) => round)
const sizes = flags.quick ? [1, 10] : [1, 100, 1000, ...(flags.full ? [10_000] : [])]
const loads = flags.quick
  ? [{ messages: 50, perSecond: 1000, ids: 10 }]
  : [
      { messages: 50, perSecond: 10, ids: 1000 },
      { messages: 2000, perSecond: 1000, ids: 1000 },
      { messages: 20_000, perSecond: 10_000, ids: 1000 },
    ]
const mounts = flags.quick ? [10] : [1000, ...(flags.full ? [10_000] : [])]
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
  for (const load of loads) latency.push(...(await compareLatencies(load)))
  const mount = []
  for (const ids of mounts) mount.push(...(await compareMounts(ids)))
  const machine = { chromium: browser.version(), node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
  console.log(
    JSON.stringify(
      { ...machine, messages, rounds: rounds.length, isSteady: flags.steady, cost, latency, mount },
      null,
      2,
    ),
  )
} finally {
  await browser.close()
  server.close()
}

/** @param {number} ids */
async function compareCosts(ids) {
  const stream = { ids, isSteady: flags.steady }
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

/** @param {{ messages: number, perSecond: number, ids: number }} load */
async function compareLatencies(load) {
  const stream = { ids: load.ids, isSteady: flags.steady }
  const results = []
  for (const variant of latencyVariants.filter(isWanted)) {
    /** @type {Awaited<ReturnType<typeof measureLatencies>>[]} */
    const runs = []
    for (const _ of rounds) runs.push(await measureLatencies(bench, { variant, stream }, load))
    const at = (/** @type {number} */ share) => summarize(runs.map(({ latencies }) => getQuantile(latencies, share)))
    results.push({
      variant,
      ...load,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      longestTaskMs: summarize(runs.map(({ longestTaskMs }) => longestTaskMs)),
      cpuMicroseconds: summarize(runs.map(({ cpuMicroseconds }) => cpuMicroseconds)),
      shown: summarize(runs.map(({ latencies }) => latencies.length)),
    })
  }
  const rows = results.map(({ cpuMicroseconds, longestTaskMs, p50Ms, p99Ms, variant }) => [
    variant,
    ...[p50Ms, p99Ms, longestTaskMs, cpuMicroseconds].map(({ median }) => `${median}`),
  ])
  const titles = [`${load.perSecond} a second`, 'p50 ms', 'p99 ms', 'longest task ms', 'µs a message']
  console.error(`\n${toTable([titles, ...rows])}`)
  return results
}

/** @param {number} ids */
async function compareMounts(ids) {
  const stream = { ids, isSteady: flags.steady }
  const results = []
  for (const variant of mountVariants.filter(isWanted)) {
    const runs = []
    for (const _ of rounds) runs.push(await measureMount(bench, { variant, stream }))
    results.push({
      variant,
      ids,
      ms: summarize(runs.map(({ ms }) => ms)),
      longestTaskMs: summarize(runs.map(({ longestTaskMs }) => longestTaskMs)),
    })
  }
  const rows = results.map(({ longestTaskMs, ms, variant }) => [variant, `${ms.median}`, `${longestTaskMs.median}`])
  console.error(`\n${toTable([[`${ids} components`, 'ms until all are subscribed', 'longest task ms'], ...rows])}`)
  return results
}

// @ts-check
/**
 * `npm run test:properties`: 10 000 drawn stories of every property, or as many as `--runs` says. `--seed` replays what a run has drawn.
 * Prints a line of JSON for each property, with its seed and count, and a line for all of them; the lines are kept in
 * `test/.output/properties.jsonl`.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { propertyProjects } from './support/projects.mjs'
import { drawSeed, propertyRuns } from './support/propertySettings.mjs'
import { table, tests } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const { values, positionals } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
})
const runs = Number(values.runs ?? propertyRuns.properties)
const seed = Number(values.seed ?? drawSeed())
const reportFile = resolve('test/.output/properties.jsonl')
rmSync(reportFile, { force: true })

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && readFileSync(`test/${file}`, 'utf8').includes("from 'fast-check'"))
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .map((file) => `test/${file}`)

const result = await tests('properties', propertyProjects, {
  files,
  env: {
    ONWIRE_PROPERTY_RUNS: String(runs),
    ONWIRE_PROPERTY_SEED: String(seed),
    ONWIRE_PROPERTY_REPORT: reportFile,
  },
  timeoutMs: 4 * 3_600_000,
})

const lines = existsSync(reportFile) ? readFileSync(reportFile, 'utf8').split('\n').filter(Boolean) : []
lines.sort()
/** @type {import('./support/property.js').PropertyReport[]} */
const properties = lines.map((line) => JSON.parse(line))
const kept = properties.filter(({ holds }) => holds).length
for (const line of lines) console.log(line)
console.log(`\n${table([result])}`)
console.log(JSON.stringify({ seed, runs, properties: properties.length, kept, seconds: Math.round(result.seconds) }))
// A run that has drawn nothing proves nothing.
process.exitCode = result.failed > 0 || kept === 0 || kept < properties.length ? 1 : 0

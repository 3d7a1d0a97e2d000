// @ts-check
/**
 * `npm run check`: types, lint, format and the fast tests, side by side, in at most 90 s on two idle cores. Its tests open no socket and
 * wait for no clock; property tests draw fewer stories than in `npm test`.
 */
import { gateSeed, propertyRuns } from './support/propertySettings.mjs'
import { fastProjects } from './support/projects.mjs'
import { runSteps } from './support/schedule.mjs'
import { check, slowestFiles, table, tests, timed } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const seed = process.env['ONWIRE_PROPERTY_SEED'] ?? String(gateSeed)
const runs = process.env['ONWIRE_PROPERTY_RUNS'] ?? String(propertyRuns.check)
const env = { ONWIRE_PROPERTY_SEED: seed, ONWIRE_PROPERTY_RUNS: runs, ONWIRE_SHORT: '1' }

const { value: results, seconds } = await timed(() =>
  runSteps(
    [
      { name: 'fast tests', cores: 0, run: () => tests('fast tests', fastProjects, { env }) },
      { name: 'types', cores: 0, run: () => check('types', ['npm', 'run', 'typecheck']) },
      { name: 'lint', cores: 0, run: () => check('lint', ['npm', 'run', 'lint']) },
      { name: 'format', cores: 0, run: () => check('format', ['npm', 'run', 'format:check']) },
    ],
    { cores: 1, onEnd: (result) => console.log(table([result])) },
  ),
)

const failed = results.reduce((sum, result) => sum + result.failed, 0)
const passed = results.reduce((sum, result) => sum + result.passed, 0)
console.log(`\nThe slowest files:\n${slowestFiles(results)}\n`)
console.log(`Properties drew ${runs} stories each from seed ${seed}. ${seconds.toFixed(1)} s in all.`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

// @ts-check
/**
 * `npm run figures` prints each figure as it is now, beside its limit and its goal, and fails above a limit.
 * `--json` prints offenders too, `npm run figures -- lets` those of one figure; `--root <folder>` measures another copy.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, root: { type: 'string' } },
})

/**
 * @template T
 * @param {string} path
 * @returns {Promise<T>}
 */
async function load(path) {
  const { module } = await runnerImport(here(path), { configFile: false, logLevel: 'error' })
  return /** @type {T} */ (module)
}

/** @type {typeof import('./figures.js')} */
const { measureFigures } = await load('./figures.ts')
/** @type {typeof import('./report.js')} */
const { describeFigure, passed, table } = await load('./report.ts')
const figures = measureFigures(values.root ?? here('../..'), { withBuild: true })
const asked = figures.filter(({ name }) => positionals.includes(name))
const unknown = positionals.filter((name) => !figures.some((figure) => figure.name === name))
if (unknown.length > 0)
  throw new Error(`There is no figure ${unknown.join(', ')}: name one of the table's last column.`)

if (values.json) console.log(JSON.stringify(asked.length > 0 ? asked : figures, undefined, 2))
else if (asked.length > 0) console.log(asked.map(describeFigure).join('\n\n'))
else console.log(table(figures))

const tooMuch = passed(figures)
for (const figure of tooMuch) console.error(`\n${describeFigure(figure)}`)
process.exitCode = tooMuch.length > 0 ? 1 : 0

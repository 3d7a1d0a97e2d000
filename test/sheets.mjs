// @ts-check
/**
 * `npm run test:sheets`: both style sheets as they are packed. Chromium counts their rules, which have to be the same in both, and the
 * components' tests and the stories run on each. With `--short`, as in `npm test`, only the tests of the sheet itself run, on each.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { check, table, tests, timed } from './support/steps.mjs'
import { readRules } from './support/readRules.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const { values } = parseArgs({ options: { short: { type: 'boolean' } } })
const sheets = ['styles.css', 'styles.unlayered.css']
const files = ['test/components/styles.browser.test.tsx']

/** @type {import('./support/steps.mjs').Result[]} */
const results = []
if (!existsSync('dist/styles.css')) results.push(await check('build', ['npm', 'run', 'build']))

const { value: problems, seconds } = await timed(compareRules)
const failed = problems.length > 0 ? 1 : 0
results.push({ name: 'rules', passed: 1 - failed, failed, skipped: 0, seconds })
for (const problem of problems) console.error(problem)

for (const ONWIRE_SHEET of sheets) {
  const env = { ONWIRE_SHEET }
  results.push(await tests(ONWIRE_SHEET, ['browser'], { env, ...(values.short ? { files } : {}) }))
  if (!values.short) results.push(await tests(`stories on ${ONWIRE_SHEET}`, ['stories'], { env }))
}
console.log(table(results))
process.exitCode = results.some((result) => result.failed > 0) ? 1 : 0

/** A rule that doesn't parse is dropped, with everything in it: what the browser keeps is compared, selector by selector. */
async function compareRules() {
  const [layered = [], unlayered = []] = await readRules(sheets.map((name) => readFileSync(`dist/${name}`, 'utf8')))
  console.log(`${layered.length} rules in styles.css, ${unlayered.length} in styles.unlayered.css`)
  return layered.flatMap((rule, index) =>
    rule === unlayered[index] ? [] : [`Rule ${index} differs: ${rule} and ${unlayered[index]}`],
  )
}

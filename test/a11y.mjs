// @ts-check
/**
 * `npm run test:a11y`: axe over all stories, targets of 24 px among its rules, in light, in dark, from right to left and in forced
 * colours. `npm test` does so in light. `--only dark` takes one of the four; words take the files that have them in their names.
 */
import { parseArgs } from 'node:util'
import { table, tests } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const { positionals: files, values } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true })

/** @type {Readonly<Record<string, NodeJS.ProcessEnv>>} */
const looks = {
  light: { ONWIRE_GLOBALS: JSON.stringify({ theme: 'light' }) },
  dark: { ONWIRE_GLOBALS: JSON.stringify({ theme: 'dark' }) },
  'right to left': { ONWIRE_GLOBALS: JSON.stringify({ direction: 'rtl' }) },
  'forced colours': { ONWIRE_FORCED_COLORS: '1' },
}
const chosen = Object.entries(looks).filter(([name]) => values.only === undefined || name === values.only)
if (chosen.length === 0) throw new Error(`--only takes one of ${Object.keys(looks).join(', ')}.`)

/** @type {import('./support/steps.mjs').Result[]} */
const results = []
for (const [name, env] of chosen) {
  const result = await tests(`axe, ${name}`, ['stories'], { env, ...(files.length > 0 ? { files } : {}) })
  results.push(result)
  console.log(table([result]))
}
console.log(table(results))
process.exitCode = results.every(({ failed, passed }) => failed === 0 && passed > 0) ? 0 : 1

// @ts-check
/**
 * `npm run test:scenarios`: each component in each scenario of its service, played to its end and looked at by axe. They are too many for
 * `npm test`, which holds that their files are fresh. A word plays the files that have it in their names.
 */
import { table, tests } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const files = process.argv.slice(2)
const result = await tests('scenarios', ['stories'], {
  env: { ONWIRE_STORIES: 'scenarios' },
  files: files.length > 0 ? files : ['stories/generated/scenarios'],
})
console.log(table([result]))
process.exitCode = result.failed > 0 || result.passed === 0 ? 1 : 0

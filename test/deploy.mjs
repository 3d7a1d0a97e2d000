// @ts-check
/** `npm run test:deploy`: an app of Next.js's with the packed package and the example's bridge, built, started, stopped and edited. */
import { existsSync } from 'node:fs'
import { runDeployments } from './support/consumers.mjs'
import { check, table } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
/** @type {import('./support/steps.mjs').Result[]} */
const results = []
if (!existsSync('dist/exports/server.js')) results.push(await check('build', ['npm', 'run', 'build']))
results.push(await runDeployments())
console.log(table(results))
process.exitCode = results.some(({ failed, note }) => failed > 0 || note) ? 1 : 0

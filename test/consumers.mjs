// @ts-check
/** `npm run test:consumers`: the package as others install it, in a folder of theirs. For now: Jest, with jsdom and with jest-fixed-jsdom. */
import { existsSync } from 'node:fs'
import { runJest } from './support/consumers.mjs'
import { check, table } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
/** @type {import('./support/steps.mjs').Result[]} */
const results = []
if (!existsSync('dist/exports/index.js')) results.push(await check('build', ['npm', 'run', 'build']))
results.push(await runJest())
console.log(table(results))
process.exitCode = results.some(({ failed, note }) => failed > 0 || note) ? 1 : 0

// @ts-check
/** `npm run test:outside`: the protocols of examples/protocols, each in a folder of its own, by the packed package. */
import { existsSync } from 'node:fs'
import { runProtocols } from './support/consumers.mjs'
import { check, table } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
/** @type {import('./support/steps.mjs').Result[]} */
const results = []
if (!existsSync('dist/exports/testing-conformance.js')) results.push(await check('build', ['npm', 'run', 'build']))
results.push(await runProtocols())
console.log(table(results))
process.exitCode = results.some(({ failed, note }) => failed > 0 || note) ? 1 : 0

// @ts-check
/**
 * `npm run docs:scenarios`: a story of each component in each scenario of its service, written to `stories/generated/scenarios`. With
 * `--check` it writes nothing, and fails where a file is stale. `npm run test:scenarios` plays them.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { toStoryFiles } from './scenarioStories/toStoryFiles.mjs'

const root = new URL('../', import.meta.url).pathname
const folder = `${root}stories/generated/scenarios`
const { values } = parseArgs({ options: { check: { type: 'boolean' } } })

/** @typedef {Readonly<Record<string, import('./scenarioStories/toStoryFiles.mjs').Scenario>>} Scenarios */
/** @type {{ readonly module: { readonly fusionScenarios: Scenarios, readonly relayScenarios: Scenarios } }} */
const { module } = await runnerImport(`${root}src/exports/testing.ts`, { root, configFile: false, logLevel: 'error' })
const { fusionScenarios, relayScenarios } = module
const ofRelay = Object.values(relayScenarios)
const files = toStoryFiles({ relay: ofRelay, bridge: ofRelay, fusion: Object.values(fusionScenarios) })

mkdirSync(folder, { recursive: true })
const gone = readdirSync(folder).filter((name) => !files.has(name))
const stale = [...files].filter(([name, text]) => {
  const path = `${folder}/${name}`
  return !existsSync(path) || readFileSync(path, 'utf8') !== text
})
if (values.check) process.exitCode = stale.length + gone.length > 0 ? 1 : 0
else {
  for (const name of gone) rmSync(`${folder}/${name}`)
  for (const [name, text] of stale) writeFileSync(`${folder}/${name}`, text)
}
console.log(
  `${files.size} files: ${stale.length} ${values.check ? 'are stale' : 'written'}, ${gone.length} of no component.`,
)

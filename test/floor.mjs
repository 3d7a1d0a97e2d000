// @ts-check
/**
 * `npm run test:floor`: what is built, against the oldest browsers that are meant. es-check looks for syntax and functions of JavaScript
 * that one of them lacks, doiuse for properties and selectors. Both read the tables of caniuse.
 */
import { readFileSync } from 'node:fs'
import postcss from 'postcss'
import { browserFloor } from './support/browserFloor.mjs'
import { check } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const browsers = browserFloor.map(({ name, version }) => `${name} >= ${version}`)

/** What a browser may lack, each with its reason. */
const allowed = new Map([
  ['css-overflow-anchor', 'Safari has no scroll anchoring, and so nothing to switch off.'],
  ['css-relative-colors', 'Only inside @supports.'],
])

/** Also the server's and the simulators': they are held to the same. */
const scripts = 'dist/{chunks,exports}/*.js'
const { failed } = await check('scripts', [
  ...['npx', 'es-check', 'checkBrowser', scripts, '--module', '--checkFeatures'],
  ...['--browserslistQuery', browsers.join(', ')],
])

/** @type {string} Not a literal, so that types are checked where it isn't installed yet. */
const linter = 'doiuse'
/** @type {{ default(options: { browsers: readonly string[], onFeatureUsage(usage: { feature: string, message: string }): void }): import('postcss').Plugin }} */
const { default: doiuse } = await import(linter)
/** @type {Set<string>} */
const found = new Set()
for (const name of [
  'styles.css',
  'styles.unlayered.css',
  'themes/shadcn.css',
  'themes/high-contrast.css',
  'themes/system.css',
]) {
  const lint = doiuse({
    browsers,
    onFeatureUsage({ feature, message }) {
      // In part is enough: caniuse counts bugs and values that aren't used.
      if (!allowed.has(feature) && / not supported by/.test(message))
        found.add(`${name}: ${message.slice(message.lastIndexOf('.css:') + 5)}`)
    },
  })
  await postcss([lint]).process(readFileSync(`dist/${name}`, 'utf8'), { from: `dist/${name}` })
}
for (const message of found) console.error(message)
console.log(`${failed > 0 || found.size > 0 ? 'Not all of it is' : 'All of it is'} for ${browsers.join(', ')}.`)
process.exitCode = failed > 0 || found.size > 0 ? 1 : 0

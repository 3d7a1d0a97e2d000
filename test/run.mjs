// @ts-check
/**
 * `npm test`: everything that is checked, from a fresh clone on. It installs what is missing, runs steps side by side where cores are
 * free, goes on after a step that fails, runs nothing twice, and ends with one line, `N passed, N failed`: tests and checks, added up.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isInstalled } from './support/install.mjs'
import { gateSeed, propertyRuns } from './support/propertySettings.mjs'
import { runJest, runProtocols } from './support/consumers.mjs'
import { runSteps } from './support/schedule.mjs'
import { keyMarker } from './support/secrets/forms.mjs'
import { recorded } from './support/secrets/places.mjs'
import { searchForSecrets } from './support/secrets/search.mjs'
import { check, report, slowestFiles, table, tests, timed } from './support/steps.mjs'

/** @typedef {import('./support/steps.mjs').Result} Result */

const root = new URL('../', import.meta.url)
process.chdir(new URL('.', root).pathname)
mkdirSync('test/.output', { recursive: true })
for (const folder of ['logs', 'bundles', 'recorded']) rmSync(`test/.output/${folder}`, { recursive: true, force: true })

/** One seed for all property tests. `npm run test:properties` draws afresh, and more. */
process.env['ONWIRE_PROPERTY_SEED'] ??= String(gateSeed)
process.env['ONWIRE_PROPERTY_RUNS'] ??= String(propertyRuns.test)

/** A path that is wrong would stop Vitest before tests that need no browser. */
const noBrowser = { ONWIRE_BROWSER: '', CHROME_PATH: '' }

/** The tests write down what they say and show, and their keys are the environment's too, as on a server: neither may come out. */
process.env['ONWIRE_RECORDED'] = new URL(recorded, root).pathname
for (const name of ['RELAY_API_KEY', 'COVALENT_API_KEY', 'RELAY_KEY', 'RELAY_SECRET'])
  process.env[name] = `${keyMarker}-of-the-environment`

/** @type {Result[]} */
const results = []

const themes = ['shadcn', 'high-contrast', 'system'].map((name) => `themes/${name}.css`)
const attw = [
  ...['npx', 'attw', '--pack', '.', '--profile', 'esm-only'],
  ...['--exclude-entrypoints', 'styles.css', 'styles.unlayered.css', ...themes],
]

/** @param {Result} result */
function add(result) {
  results.push(result)
  console.log(table([result]))
}

const { value: isGood, seconds } = await timed(everything)
if (!isGood)
  add({
    name: 'all the rest',
    passed: 0,
    failed: 0,
    skipped: 0,
    seconds: 0,
    note: 'not run: the dependencies are not installed',
  })

const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0)
console.log(`\n${table(results)}\n`)
console.log(`The slowest files:\n${slowestFiles(results)}\n`)
const { ONWIRE_PROPERTY_RUNS: runs, ONWIRE_PROPERTY_SEED: seed } = process.env
console.log(`Properties drew ${runs} stories each from seed ${seed}. ${seconds.toFixed(1)} s in all.`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0

/** False where it could not even begin. */
async function everything() {
  if (!isInstalled(root)) {
    const installed = await check('install', ['npm', 'ci', '--no-audit', '--no-fund'], { timeoutMs: 300_000 })
    add(installed)
    if (installed.failed > 0) return false
  }
  const has = (/** @type {string} */ name) => results.some((result) => result.name === name && result.passed > 0)
  const needsBrowser = { after: ['browser'], isSkipped: () => (has('browser') ? undefined : 'not run: no browser') }
  const needsBuild = { isSkipped: () => (has('build') ? undefined : 'not run: nothing is built') }
  // A time-out ends a step that hangs. A busy machine takes its time.
  const patience = { timeoutMs: 1_800_000 }
  const short = { ONWIRE_SHORT: '1' }
  const command = (
    /** @type {string} */ name,
    /** @type {readonly string[]} */ line,
    /** @type {object} */ rest = {},
  ) => ({
    name,
    cores: 1,
    run: () => check(name, line, patience),
    ...rest,
  })
  const suite = (
    /** @type {string} */ name,
    /** @type {number} */ cores,
    /** @type {readonly string[]} */ projects,
    /** @type {{ env?: NodeJS.ProcessEnv, [name: string]: unknown }} */ { env, ...rest } = {},
  ) => ({
    name,
    cores,
    run: () => tests(name, projects, { ...patience, env: { ...env, ...(has('browser') ? {} : noBrowser) } }),
    ...rest,
  })

  // The long ones first, and those that mostly wait beside those that fill the cores.
  await runSteps(
    [
      { name: 'browser', cores: 0, run: findABrowser },
      { name: 'stomp broker', cores: 0, after: ['browser'], run: findABroker },
      { name: 'redis', cores: 0, after: ['stomp broker'], run: findARedis },
      command('build', ['npm', 'run', 'build']),
      command('types', ['npm', 'run', 'typecheck']),
      command('lint', ['npm', 'run', 'lint']),
      command('format', ['npm', 'run', 'format:check']),
      suite('unit tests', 1.5, ['node', 'dom', 'react18'], { after: ['browser'], env: short }),
      suite('wire tests', 0.5, ['wire', 'brokers'], { after: ['redis'] }),
      suite('end to end', 1.5, ['e2e'], { ...needsBrowser, after: ['redis'], env: short }),
      suite('faults', 0.5, ['faults'], needsBrowser),
      suite('browser tests', 1.5, ['browser', 'stories'], needsBrowser),
      command('storybook', ['npm', 'run', 'build-storybook'], needsBrowser),
      suite('benchmarks', 0.5, ['bench']),
      command('package', ['node', 'test/support/package.mjs'], { ...needsBuild, after: ['build'] }),
      command('style sheets', ['node', 'test/sheets.mjs', '--short'], {
        isSkipped: () => needsBuild.isSkipped() ?? needsBrowser.isSkipped(),
        after: ['build', 'browser'],
      }),
      command('host pages', ['node', 'test/hosts.mjs', '--short'], {
        isSkipped: () => needsBuild.isSkipped() ?? needsBrowser.isSkipped(),
        after: ['build', 'browser'],
      }),
      command('browser floor', ['node', 'test/floor.mjs'], { ...needsBuild, after: ['build'] }),
      { name: 'consumer: Jest', cores: 0.5, run: runJest, ...needsBuild, after: ['entry types'] },
      { name: 'protocols outside', cores: 0.5, run: runProtocols, ...needsBuild, after: ['entry types'] },
      // Each packs the package into the same place.
      command('publint', ['npx', 'publint', '--strict'], { ...needsBuild, after: ['package'] }),
      command('entry types', attw, { ...needsBuild, after: ['publint'] }),
      command('size', ['npm', 'run', 'size'], { ...needsBuild, after: ['build'] }),
      command('unused', ['npx', 'knip']),
    ],
    { cores: Math.max(2, availableParallelism()), onEnd: add },
  )
  add(await findSecrets({ build: has('build'), browser: has('browser') }))
  return true
}

/**
 * The last step: it searches what all the others have left behind.
 * @param {{ build: boolean, browser: boolean }} had
 * @returns {Promise<Result>}
 */
async function findSecrets(had) {
  const name = 'secrets'
  const { value, seconds } = await timed(async () => {
    try {
      return searchForSecrets(root.pathname, had)
    } catch (error) {
      return { counts: [], problems: [String(error)] }
    }
  })
  console.log(['\nSecrets were searched for in', ...value.counts].join('\n  '))
  if (value.problems.length > 0) report(name, value.problems.join('\n'))
  const isGood = value.problems.length === 0
  return { name, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0, seconds }
}

/** @returns {Promise<Result>} */
async function findABrowser() {
  const name = 'browser'
  const { value, seconds } = await timed(async () => {
    try {
      const { ensureBrowser } = await import('./support/browser.mjs')
      const browser = await ensureBrowser()
      // Every later step uses the one that was seen to start.
      process.env['ONWIRE_BROWSER'] = browser.path
      return true
    } catch (error) {
      report(name, error instanceof Error ? error.message : String(error))
      return false
    }
  })
  return { name, passed: value ? 1 : 0, failed: value ? 0 : 1, skipped: 0, seconds }
}

function findABroker() {
  const find = async () => (await import('./support/rabbitmq.mjs')).ensureRabbitMq()
  return findAServer('stomp broker', 'ONWIRE_RABBITMQ', find)
}

function findARedis() {
  return findAServer('redis', 'ONWIRE_REDIS', async () => (await import('./support/redis.mjs')).ensureRedis())
}

/**
 * Many machines have neither a broker nor a Redis, and none may be installed: the tests that need one are skipped then, not failed.
 * @param {string} name
 * @param {string} variable
 * @param {() => Promise<{ found: { path: string } } | { missing: string }>} find
 * @returns {Promise<Result>}
 */
async function findAServer(name, variable, find) {
  const none = { name, passed: 0, failed: 0, skipped: 0 }
  const { value, seconds } = await timed(async () => {
    try {
      return await find()
    } catch (error) {
      return { wrong: error instanceof Error ? error.message : String(error) }
    }
  })
  process.env[variable] = 'found' in value ? value.found.path : ''
  if ('found' in value) return { ...none, passed: 1, seconds }
  if ('missing' in value) return { ...none, seconds, note: `skipped, with the tests that need it: ${value.missing}` }
  report(name, value.wrong)
  return { ...none, failed: 1, seconds }
}

// @ts-check
/**
 * `npm test`: everything that is checked, from a fresh clone on. It installs what is missing, goes on after a step that fails, and
 * ends with one line, `N passed, N failed`: tests and checks, added up.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { isInstalled } from './support/install.mjs'
import { keyMarker } from './support/secrets/forms.mjs'
import { recorded } from './support/secrets/places.mjs'
import { searchForSecrets } from './support/secrets/search.mjs'
import { check, report, table, tests, timed } from './support/steps.mjs'

/** @typedef {import('./support/steps.mjs').Result} Result */

const root = new URL('../', import.meta.url)
process.chdir(new URL('.', root).pathname)
mkdirSync('test/.output', { recursive: true })
for (const folder of ['logs', 'bundles', 'recorded']) rmSync(`test/.output/${folder}`, { recursive: true, force: true })

/** A path that is wrong would stop Vitest before tests that need no browser. */
const noBrowser = { ONWIRE_BROWSER: '', CHROME_PATH: '' }

/** The tests write down what they say and show, and their keys are the environment's too, as on a server: neither may come out. */
process.env['ONWIRE_RECORDED'] = new URL(recorded, root).pathname
for (const name of ['RELAY_API_KEY', 'COVALENT_API_KEY', 'RELAY_KEY', 'RELAY_SECRET'])
  process.env[name] = `${keyMarker}-of-the-environment`

/** @type {Result[]} */
const results = []

/** @param {Promise<Result>} step */
async function add(step) {
  const result = await step
  results.push(result)
  console.log(table([result]))
  return result.failed === 0
}

/**
 * @param {readonly string[]} names
 * @param {string} note
 */
function skip(names, note) {
  for (const name of names) results.push({ name, passed: 0, failed: 0, skipped: 0, seconds: 0, note })
}

const isReady =
  isInstalled(root) || (await add(check('install', ['npm', 'ci', '--no-audit', '--no-fund'], { timeoutMs: 300_000 })))

if (isReady) await everything()
else skip(['all the rest'], 'not run: the dependencies are not installed')

const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0)
console.log(`\n${table(results)}\n`)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') > 0 ? 1 : 0

async function everything() {
  const browser = await add(findABrowser())
  await add(findABroker())
  await add(findARedis())
  await add(check('types', ['npm', 'run', 'typecheck']))
  await add(check('lint', ['npm', 'run', 'lint']))
  await add(check('format', ['npm', 'run', 'format:check']))
  const isBuilt = await add(check('build', ['npm', 'run', 'build']))
  // Ten minutes on two idle cores; a busy machine takes its time.
  const unit = { timeoutMs: 2_400_000, ...(browser ? {} : { env: noBrowser }) }
  await add(tests('unit tests', ['node', 'dom', 'react18'], unit))
  if (browser) {
    await add(tests('browser tests', ['browser', 'stories']))
    await add(check('storybook', ['npm', 'run', 'build-storybook']))
    await add(tests('end to end', ['e2e']))
  } else skip(['browser tests', 'storybook', 'end to end'], 'not run: no browser')
  if (isBuilt) {
    await add(check('package', ['node', 'test/support/package.mjs']))
    await add(check('publint', ['npx', 'publint', '--strict']))
    await add(
      check('entry types', [
        'npx',
        'attw',
        '--pack',
        '.',
        '--profile',
        'esm-only',
        '--exclude-entrypoints',
        'styles.css',
        'styles.unlayered.css',
      ]),
    )
    await add(check('size', ['npm', 'run', 'size']))
    await add(check('figures', ['npm', 'run', 'figures']))
  } else skip(['package', 'publint', 'entry types', 'size', 'figures'], 'not run: nothing is built')
  await add(check('unused', ['npx', 'knip']))
  await add(findSecrets({ build: isBuilt, browser }))
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

/**
 * Many machines have no broker, and none may be installed: the tests that need one are skipped then, not failed.
 * @returns {Promise<Result>}
 */
async function findABroker() {
  const name = 'stomp broker'
  const none = { name, passed: 0, failed: 0, skipped: 0 }
  const { value, seconds } = await timed(async () => {
    try {
      const { ensureRabbitMq } = await import('./support/rabbitmq.mjs')
      return ensureRabbitMq()
    } catch (error) {
      return { wrong: error instanceof Error ? error.message : String(error) }
    }
  })
  process.env['ONWIRE_RABBITMQ'] = 'found' in value ? value.found.path : ''
  if ('found' in value) return { ...none, passed: 1, seconds }
  if ('missing' in value) return { ...none, seconds, note: `skipped, with the tests that need it: ${value.missing}` }
  report(name, value.wrong)
  return { ...none, failed: 1, seconds }
}

/**
 * As with the broker: where there is none, and none may be installed, the tests that need one are skipped.
 * @returns {Promise<Result>}
 */
async function findARedis() {
  const name = 'redis'
  const none = { name, passed: 0, failed: 0, skipped: 0 }
  const { value, seconds } = await timed(async () => {
    try {
      const { ensureRedis } = await import('./support/redis.mjs')
      return ensureRedis()
    } catch (error) {
      return { wrong: error instanceof Error ? error.message : String(error) }
    }
  })
  process.env['ONWIRE_REDIS'] = 'found' in value ? value.found.path : ''
  if ('found' in value) return { ...none, passed: 1, seconds }
  if ('missing' in value) return { ...none, seconds, note: `skipped, with the tests that need it: ${value.missing}` }
  report(name, value.wrong)
  return { ...none, failed: 1, seconds }
}

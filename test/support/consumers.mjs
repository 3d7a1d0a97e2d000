// @ts-check
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isInstalled } from './install.mjs'
import { check, report, run, tests } from './steps.mjs'

/** @typedef {import('./steps.mjs').Result} Result */

/**
 * Runs Jest in a folder of somebody's, outside of ours: its packages come from the registry by npm, ours is what `npm pack` makes of
 * `dist/`. Where npm can't install them, nothing is run, and the result's note says so.
 * @returns {Promise<Result>}
 */
export async function runJest() {
  const name = 'consumer: Jest'
  const folder = await installConsumer('jest')
  if (!folder)
    return { name, passed: 0, failed: 0, skipped: 0, seconds: 0, note: 'not run: npm could not install its packages' }
  unpack(folder)
  // Babel looks for its settings where it is started.
  return check(name, ['sh', '-c', `cd '${folder}' && npx jest`], { timeoutMs: 600_000 })
}

/**
 * Runs the tests of each of examples/protocols in a folder of its own, outside of ours: npm installs what its package.json names, and
 * `onwire.tgz` there is what `npm pack` makes of `dist/`. Where npm can't install it, nothing is run, and the result's note says so.
 * @returns {Promise<Result>}
 */
export async function runProtocols() {
  const none = { name: 'protocols outside', passed: 0, failed: 0, skipped: 0, seconds: 0 }
  /** @type {Result[]} */
  const results = []
  for (const example of readdirSync('examples/protocols', { withFileTypes: true })) {
    if (!example.isDirectory()) continue
    const name = `protocol outside: ${example.name}`
    // Beneath ours it would find what is installed here.
    const folder = mkdtempSync(join(tmpdir(), `onwire-${example.name}-`))
    const source = `examples/protocols/${example.name}`
    cpSync(source, folder, { recursive: true, filter: (path) => !path.includes('node_modules') })
    renameSync(pack(folder), `${folder}/onwire.tgz`)
    const install = ['npm', 'install', '--prefix', folder, '--no-package-lock', '--no-audit', '--no-fund']
    const { code, output } = await run(install, { timeoutMs: 400_000 })
    if (code !== 0) {
      rmSync(folder, { recursive: true, force: true })
      report(name, output)
      return { ...none, note: `not run: npm could not install the packages of ${example.name}` }
    }
    results.push(await check(name, ['npm', 'test', '--prefix', folder], { timeoutMs: 600_000 }))
    rmSync(folder, { recursive: true, force: true })
  }
  const sum = (/** @type {'passed' | 'failed' | 'seconds'} */ key) => results.reduce((all, one) => all + one[key], 0)
  return { ...none, passed: sum('passed'), failed: sum('failed'), seconds: sum('seconds') }
}

/**
 * Runs the tests of deployments (`*.deploy.ts`) with an app of Next.js's in a folder of its own: npm installs its packages, ours is what
 * `npm pack` makes of `dist/`, and its bridge and route are those of examples/servers. Where npm can't install them, nothing is run, and
 * the result's note says so.
 * @returns {Promise<Result>}
 */
export async function runDeployments() {
  const name = 'deployments'
  const folder = await installConsumer('next')
  if (!folder)
    return { name, passed: 0, failed: 0, skipped: 0, seconds: 0, note: 'not run: npm could not install its packages' }
  unpack(folder)
  cpSync('examples/servers/bridge.ts', `${folder}/bridge.ts`)
  cpSync('examples/servers/next/app', `${folder}/app`, { recursive: true })
  return tests(name, ['deploy'], { env: { ONWIRE_NEXT: folder }, timeoutMs: 900_000 })
}

/**
 * A copy of one of test/consumers with its packages, outside of what is checked in. Undefined where npm can't install them.
 * @param {string} consumer
 */
export async function installConsumer(consumer) {
  const folder = `${process.cwd()}/test/.output/consumers/${consumer}`
  mkdirSync(folder, { recursive: true })
  cpSync(`test/consumers/${consumer}`, folder, { recursive: true })
  if (isInstalled(pathToFileURL(`${folder}/`))) return folder
  const { code, output } = await run(['npm', 'ci', '--prefix', folder, '--no-audit', '--no-fund'], {
    timeoutMs: 400_000,
  })
  if (code !== 0) report(`consumer: ${consumer}`, output)
  return code === 0 ? folder : undefined
}

/** @param {string} folder */
function unpack(folder) {
  const own = `${folder}/node_modules/onwire`
  const packed = pack(folder)
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true })
  spawnSync('tar', ['-xzf', packed, '-C', own, '--strip-components', '1'])
  rmSync(packed)
}

/**
 * Packs `dist/` into the folder.
 * @param {string} folder
 * @returns {string} The tarball's path.
 */
export function pack(folder) {
  const { stdout } = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
  })
  const [{ filename }] = JSON.parse(stdout)
  return `${folder}/${filename}`
}

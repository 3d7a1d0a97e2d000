// @ts-check
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { isInstalled } from './install.mjs'
import { check, report, run } from './steps.mjs'

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
  const { stdout } = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
  })
  const [{ filename }] = JSON.parse(stdout)
  rmSync(own, { recursive: true, force: true })
  mkdirSync(own, { recursive: true })
  spawnSync('tar', ['-xzf', `${folder}/${filename}`, '-C', own, '--strip-components', '1'])
  rmSync(`${folder}/${filename}`)
}

// @ts-check
/**
 * Finds the Chromium that tests drive. The order:
 *
 * 1. `ONWIRE_BROWSER` (or `CHROME_PATH`): the path of an executable. One that isn't there is an error, never skipped over;
 * 2. an installed Chrome, Chromium or Edge, in the usual places of Linux and macOS and on `PATH`;
 * 3. Playwright's own download (`npx playwright install --no-shell chromium`);
 * 4. Debian's package `chromium`, through apt-get, as root or with a sudo that asks nothing.
 *
 * `findBrowser` looks (1, 2, and what 3 downloaded earlier); `ensureBrowser` also starts what it found, and installs (3, 4).
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** What Chromium needs as root in a container, and to keep quiet on the network. */
export const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const names = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser', 'microsoft-edge']
const folders = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/snap/bin']
const macApps = ['Google Chrome', 'Chromium', 'Microsoft Edge']

/** @typedef {{ path: string, from: string }} Browser */

/**
 * Looks only: installs nothing, starts nothing.
 * @param {Record<string, string | undefined>} env
 * @returns {Browser | undefined}
 */
export function findBrowser(env = process.env) {
  return candidates(env)[0]
}

/**
 * A browser that was seen to start, installed if need be. Where there is none, the error says what was tried and what to do.
 * @param {(line: string) => void} say
 * @returns {Promise<Browser>}
 */
export async function ensureBrowser(say = console.log) {
  /** @type {string[]} */
  const tried = []
  const looked = await firstThatStarts(tried)
  if (looked) return looked
  if (tried.length === 0) tried.push('No Chrome or Chromium is installed in the usual places.')
  for (const { name, install } of [playwrightDownload, debianPackage]) {
    say(`no browser yet: trying ${name}`)
    const trouble = install()
    if (trouble) tried.push(`${name}: ${trouble}`)
    if (trouble) continue
    const found = await firstThatStarts(tried)
    if (found) return found
    tried.push(`${name}: installed, and yet no browser that starts`)
  }
  throw new Error(
    [
      "No browser for the tests that need one: they can't run, and so the tests fail.",
      ...tried.map((line) => `  - ${line}`),
      'Install Chrome or Chromium, or set ONWIRE_BROWSER to the path of one, and run again.',
    ].join('\n'),
  )
}

/**
 * @param {Record<string, string | undefined>} env
 * @returns {Browser[]}
 */
function candidates(env) {
  for (const variable of ['ONWIRE_BROWSER', 'CHROME_PATH']) {
    const path = env[variable]
    if (!path) continue
    if (isExecutable(path)) return [{ path, from: variable }]
    throw new Error(
      `${variable} is "${path}", which is no executable file, so browser tests can't run. Correct it, or unset it to have a browser looked for.`,
    )
  }
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const installed = [
    ...[...folders, ...onPath].flatMap((folder) => names.map((name) => join(folder, name))),
    ...macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  ]
  const downloaded = downloadedPath()
  return [
    ...[...new Set(installed)].filter(isExecutable).map((path) => ({ path, from: 'installed' })),
    ...(downloaded ? [{ path: downloaded, from: "Playwright's download" }] : []),
  ]
}

/** @param {string[]} tried What doesn't start is noted here: a snap's stub, a library that is missing. */
async function firstThatStarts(tried) {
  for (const browser of candidates(process.env)) {
    try {
      const running = await chromium.launch({ executablePath: browser.path, args: browserArgs, timeout: 30_000 })
      await running.close()
      return browser
    } catch (error) {
      const [reason] = String(error).split('\n')
      const line = `${browser.path} (${browser.from}) doesn't start: ${reason}`
      if (!tried.includes(line)) tried.push(line)
    }
  }
  return undefined
}

function downloadedPath() {
  try {
    const path = chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

const playwrightDownload = {
  name: "Playwright's download",
  install: () =>
    run('npx', ['--no-install', 'playwright', 'install', '--no-shell', 'chromium'], 180_000, {
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000',
    }),
}

const debianPackage = {
  name: "Debian's package chromium",
  install() {
    if (!onPathOf('apt-get')) return 'there is no apt-get here'
    const isRoot = process.getuid?.() === 0
    if (!isRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) return 'needs root, or a sudo that asks nothing'
    const asRoot = isRoot ? [] : ['sudo', '-n']
    /** @param {string[]} args */
    const apt = (...args) => {
      const [command = '', ...rest] = [...asRoot, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...args]
      return run(command, rest, 400_000, { DEBIAN_FRONTEND: 'noninteractive' })
    }
    return apt('update') ?? apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation')
  },
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {number} timeout
 * @param {Record<string, string>} env
 * @returns {string | undefined} What went wrong.
 */
function run(command, args, timeout, env) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    timeout,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
  if (status === 0) return undefined
  if (error) return error.message
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim())
  const telling = lines.find((line) => /^E: |Error: /.test(line)) ?? lines.at(-1)
  return telling?.trim() ?? `${command} ended with ${status}`
}

/** @param {string} name */
const onPathOf = (name) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder && isExecutable(join(folder, name)))

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

// @ts-check
/**
 * Finds the Chromium that tests drive. The order:
 *
 * 1. `ONWIRE_BROWSER` (or `CHROME_PATH`): the path of an executable. One that isn't there is an error, never skipped over;
 * 2. an installed Chrome, Chromium or Edge, in the usual places of Linux and macOS and on `PATH`;
 * 3. Playwright's own download (`npx playwright install chromium-headless-shell`);
 * 4. Debian's package `chromium`, through apt-get, as root or with a sudo that asks nothing.
 *
 * `findBrowser` looks (1, 2, and what 3 downloaded earlier); `ensureBrowser` also installs (3, 4).
 */
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

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge']
const places = [
  '/usr/bin',
  '/usr/local/bin',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/** @typedef {{ path: string, from: string }} Browser */

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Looks only; installs nothing.
 * @param {Record<string, string | undefined>} env
 * @returns {Browser | undefined}
 */
export function findBrowser(env = process.env) {
  for (const variable of ['ONWIRE_BROWSER', 'CHROME_PATH']) {
    const path = env[variable]
    if (!path) continue
    if (isExecutable(path)) return { path, from: variable }
    throw new Error(
      `${variable} is set to "${path}", which is no executable file. Browser tests can't run with it. Correct it, or unset it to have a browser looked for.`,
    )
  }
  const folders = [...places.filter((place) => !place.includes('.app/')), ...(env['PATH'] ?? '').split(delimiter)]
  const candidates = [
    ...folders.filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name))),
    ...places.filter((place) => place.includes('.app/')),
  ]
  const installed = candidates.find((path) => isExecutable(path))
  if (installed) return { path: installed, from: 'installed' }
  const downloaded = playwrightBrowser()
  return downloaded ? { path: downloaded, from: "Playwright's download" } : undefined
}

function playwrightBrowser() {
  try {
    const path = chromium.executablePath()
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

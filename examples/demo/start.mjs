// @ts-check
/** `npm start`: installs what is missing, starts the simulators and the demo, and prints one URL. `npm start -- --help` for more. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isInstalled } from '../../test/support/install.mjs'
import { onStop } from './server/onStop.mjs'
import { helpText, readFlags, UsageError } from './server/readFlags.mjs'

const root = new URL('../../', import.meta.url)

/** @param {string} message */
function fail(message) {
  console.error(`onwire demo: ${message}`)
  process.exit(1)
}

function install() {
  if (isInstalled(root)) return
  console.log('Installing the dependencies first (npm ci), which takes about half a minute …')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, error } = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: fileURLToPath(root),
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status === 0) return
  fail(`npm ci ended with ${error ? error.message : `code ${status}`}, so there is nothing to start. See above.`)
}

async function main() {
  const flags = readFlags(process.argv.slice(2))
  if (flags.help) {
    console.log(helpText)
    return
  }
  install()
  // Only now: it imports what may just have been installed.
  const { startDemo } = await import('./server/startDemo.mjs')
  const starting = startDemo(flags)
  let isStopping = false
  onStop(() => {
    if (isStopping) process.exit(130)
    isStopping = true
    starting
      .then((demo) => demo.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      )
  })
  const demo = await starting

  if (demo.port !== flags.port) console.log(`Port ${flags.port} is taken, ${demo.port} is free.`)
  if (flags.live) {
    console.log('Relay is live, from its own servers. Fusion has no public address, the others want secrets:')
  }
  for (const { name, url } of demo.simulated) console.log(`${name} is simulated at ${url}`)
  console.log('Ctrl-C stops it.')
  console.log(`onwire demo: ${demo.url}`)
}

main().catch((error) => {
  if (error instanceof UsageError) fail(`${error.message}\n\n${helpText}`)
  fail(error instanceof Error ? error.message : String(error))
})

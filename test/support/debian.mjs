// @ts-check
/** Programs of this machine, and Debian's packages for those that are missing. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export const pathOf = (env = process.env) => (env['PATH'] ?? '').split(delimiter).filter(Boolean)

/**
 * A program on `PATH`, or where it usually is.
 * @param {string} name
 */
export const whereIs = (name, env = process.env) =>
  [...pathOf(env), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find(isExecutable)

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Installs a package where it may: as root, with apt-get, and with no service left running. In one line, why not; undefined where it went well.
 * @param {{ what: string, name: string, services: string }} wanted
 * @param {(line: string) => void} say
 * @returns {string | undefined}
 */
export function installPackage({ what, name, services }, say) {
  if (!whereIs('apt-get') || !whereIs('dpkg')) return `no ${what}, and no apt-get to install it`
  if (process.getuid?.() !== 0) return `no ${what}, and only root may install Debian's ${name}`
  say(`no ${what} yet: trying Debian's package ${name}`)
  const { status, stdout, stderr } = spawnSync('sh', ['-c', toScript(name, services)], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status === 0) return undefined
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim())
  const telling = lines.find((line) => line.startsWith('E: ')) ?? lines.at(-1) ?? `ended with ${status}`
  return status === 124 ? `apt-get took too long to fetch ${what}` : `apt-get: ${telling.trim()}`
}

/**
 * What can hang (the network, another apt-get's lock) has a limit; the installation proper is never cut off, which would leave
 * packages half configured. For as long as it lasts, policy-rc.d keeps services from being started, and none is left for the next boot.
 * @param {string} name
 * @param {string} services
 */
const toScript = (name, services) => `
set -e
apt() { limit=$1; shift; $limit apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"; }
apt 'timeout 40' update
apt 'timeout 80' install --no-install-recommends --download-only ${name}
policy=/usr/sbin/policy-rc.d
if ! [ -e $policy ]; then
  trap 'rm -f '$policy EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
apt '' install --no-install-recommends ${name}
systemctl disable ${services} || true
`

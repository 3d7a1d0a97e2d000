// @ts-check
/**
 * Finds the RabbitMQ that tests start. The order:
 *
 * - `ONWIRE_RABBITMQ` names the `rabbitmq-server` to start. A path that leads nowhere is an error; an empty one means "none";
 * - else an installed one is looked for, in the usual places of Linux and macOS and on `PATH`;
 * - `ensureRabbitMq` also installs Debian's package where it may: as root, with apt-get, and with no service left running.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {{ path: string, from: string }} Found */

// Debian's own folder comes first: its /usr/sbin/rabbitmq-server is a wrapper that changes the user and the folder.
const folders = ['/usr/lib/rabbitmq/bin', '/opt/rabbitmq/sbin', '/opt/homebrew/sbin', '/usr/local/sbin']
const wrapper = '/usr/sbin/rabbitmq-server'

/**
 * Looks only: installs nothing, starts nothing.
 * @param {Record<string, string | undefined>} env
 * @returns {Found | undefined}
 */
export function findRabbitMq(env = process.env) {
  const named = env['ONWIRE_RABBITMQ']
  if (named === '') return undefined
  if (named !== undefined && !isExecutable(named)) {
    throw new Error(
      `ONWIRE_RABBITMQ is "${named}", which is no executable file, so the tests that need a broker can't run. Correct it, unset it to have one looked for, or leave it empty to skip them.`,
    )
  }
  if (!whereIs('erl', env) || !whereIs('epmd', env)) return undefined
  if (named !== undefined) return { path: named, from: 'ONWIRE_RABBITMQ' }
  const path = [...folders, ...pathOf(env)]
    .map((folder) => join(folder, 'rabbitmq-server'))
    .find((file) => file !== wrapper && isExecutable(file))
  return path ? { path, from: 'installed' } : undefined
}

/**
 * The broker that was found, installed if need be; or, in one line, why there is none.
 * @param {(line: string) => void} say
 * @returns {{ found: Found } | { missing: string }}
 */
export function ensureRabbitMq(say = console.log) {
  const looked = findRabbitMq()
  if (looked) return { found: looked }
  if (process.env['ONWIRE_RABBITMQ'] === '') return { missing: 'ONWIRE_RABBITMQ is empty' }
  if (process.env['ONWIRE_RABBITMQ']) return { missing: 'Erlang (erl, epmd) is not installed' }
  if (!whereIs('apt-get') || !whereIs('dpkg')) return { missing: 'no RabbitMQ, and no apt-get to install it' }
  if (process.getuid?.() !== 0) return { missing: "no RabbitMQ, and only root may install Debian's rabbitmq-server" }
  say("no broker yet: trying Debian's package rabbitmq-server")
  const { status, stdout, stderr } = spawnSync('sh', ['-c', installScript], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  const found = findRabbitMq()
  if (found) return { found }
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim())
  const telling = lines.find((line) => line.startsWith('E: ')) ?? lines.at(-1) ?? `ended with ${status}`
  return { missing: status === 124 ? 'apt-get took too long to fetch RabbitMQ' : `apt-get: ${telling.trim()}` }
}

/**
 * What can hang (the network, another apt-get's lock) has a limit; the installation proper is never cut off, which would leave
 * packages half configured. For as long as it lasts, policy-rc.d keeps services from being started, and none is left for the next boot.
 */
const installScript = `
set -e
apt() { limit=$1; shift; $limit apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"; }
apt 'timeout 40' update
apt 'timeout 80' install --no-install-recommends --download-only rabbitmq-server
policy=/usr/sbin/policy-rc.d
if ! [ -e $policy ]; then
  trap 'rm -f '$policy EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
apt '' install --no-install-recommends rabbitmq-server
systemctl disable rabbitmq-server.service epmd.service epmd.socket || true
`

const pathOf = (env = process.env) => (env['PATH'] ?? '').split(delimiter).filter(Boolean)

/**
 * A program on `PATH`, or where it usually is.
 * @param {string} name
 */
export const whereIs = (name, env = process.env) =>
  [...pathOf(env), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find(isExecutable)

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

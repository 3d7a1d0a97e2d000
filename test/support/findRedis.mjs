// @ts-check
/**
 * Finds the Redis that tests start. The order:
 *
 * - `ONWIRE_REDIS` names the `redis-server` to start. A path that leads nowhere is an error; an empty one means "none";
 * - else an installed one is looked for, on `PATH` and in the usual places of Linux and macOS;
 * - `ensureRedis` also installs Debian's package where it may: as root, with apt-get, and with no service left running.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { whereIs } from './findRabbitmq.mjs'

/** @typedef {{ path: string, from: string }} Found */

/**
 * Looks only: installs nothing, starts nothing.
 * @param {Record<string, string | undefined>} env
 * @returns {Found | undefined}
 */
export function findRedis(env = process.env) {
  const named = env['ONWIRE_REDIS']
  if (named === '') return undefined
  if (named !== undefined && !isExecutable(named)) {
    throw new Error(
      `ONWIRE_REDIS is "${named}", which is no executable file, so the tests that need a Redis can't run. Correct it, unset it to have one looked for, or leave it empty to skip them.`,
    )
  }
  if (named !== undefined) return { path: named, from: 'ONWIRE_REDIS' }
  const path = whereIs('redis-server', env)
  return path ? { path, from: 'installed' } : undefined
}

/**
 * The Redis that was found, installed if need be; or, in one line, why there is none.
 * @param {(line: string) => void} say
 * @returns {{ found: Found } | { missing: string }}
 */
export function ensureRedis(say = console.log) {
  const looked = findRedis()
  if (looked) return { found: looked }
  if (process.env['ONWIRE_REDIS'] === '') return { missing: 'ONWIRE_REDIS is empty' }
  if (!whereIs('apt-get') || !whereIs('dpkg')) return { missing: 'no Redis, and no apt-get to install it' }
  if (process.getuid?.() !== 0) return { missing: "no Redis, and only root may install Debian's redis-server" }
  say("no Redis yet: trying Debian's package redis-server")
  const { status, stdout, stderr } = spawnSync('sh', ['-c', installScript], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  const found = findRedis()
  if (found) return { found }
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim())
  const telling = lines.find((line) => line.startsWith('E: ')) ?? lines.at(-1) ?? `ended with ${status}`
  return { missing: status === 124 ? 'apt-get took too long to fetch Redis' : `apt-get: ${telling.trim()}` }
}

/** As for RabbitMQ: what can hang has a limit, the installation proper is never cut off, and no service is started or left for the next boot. */
const installScript = `
set -e
apt() { limit=$1; shift; $limit apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"; }
apt 'timeout 40' update
apt 'timeout 80' install --no-install-recommends --download-only redis-server
policy=/usr/sbin/policy-rc.d
if ! [ -e $policy ]; then
  trap 'rm -f '$policy EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' > $policy
  chmod 755 $policy
fi
apt '' install --no-install-recommends redis-server
systemctl disable redis-server.service || true
`

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

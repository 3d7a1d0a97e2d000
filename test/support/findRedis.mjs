// @ts-check
/**
 * Finds the Redis that tests start. The order:
 *
 * - `ONWIRE_REDIS` names the `redis-server` to start. A path that leads nowhere is an error; an empty one means "none";
 * - else an installed one is looked for, on `PATH` and in the usual places of Linux and macOS;
 * - `ensureRedis` also installs Debian's package where it may: as root, with apt-get, and with no service left running.
 */
import { installPackage, isExecutable, whereIs } from './debian.mjs'

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
  const problem = installPackage({ what: 'Redis', name: 'redis-server', services: 'redis-server.service' }, say)
  const found = findRedis()
  return found ? { found } : { missing: problem ?? 'Redis was installed, and is not found' }
}

// @ts-check
/**
 * Finds the RabbitMQ that tests start. The order:
 *
 * - `ONWIRE_RABBITMQ` names the `rabbitmq-server` to start. A path that leads nowhere is an error; an empty one means "none";
 * - else an installed one is looked for, in the usual places of Linux and macOS and on `PATH`;
 * - `ensureRabbitMq` also installs Debian's package where it may: as root, with apt-get, and with no service left running.
 */
import { join } from 'node:path'
import { installPackage, isExecutable, pathOf, whereIs } from './debian.mjs'

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
  const wanted = {
    what: 'RabbitMQ',
    name: 'rabbitmq-server',
    services: 'rabbitmq-server.service epmd.service epmd.socket',
  }
  const problem = installPackage(wanted, say)
  const found = findRabbitMq()
  return found ? { found } : { missing: problem ?? 'RabbitMQ was installed, and is not found' }
}

// @ts-check
/** A RabbitMQ of the tests' own: a real STOMP broker over WebSocket, in a folder under the temporary one, on loopback only. */
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { whereIs } from './debian.mjs'
import { findRabbitMq } from './findRabbitmq.mjs'
import { freePort } from './freePort.mjs'
import { createGuardedFolder } from './guardedFolder.mjs'

export { ensureRabbitMq, findRabbitMq } from './findRabbitmq.mjs'

/** @typedef {import('./findRabbitmq.mjs').Found} Found */

/** A start takes 3 to 5 s; a machine that has much else to do needs more. */
const startMs = 60_000
const stopMs = 10_000

/**
 * Starts a broker and waits until it takes WebSockets.
 *
 * - Nothing of it listens beyond loopback, and nothing is read or written outside its own folder.
 * - `restart` (or `down`, then `up`) comes back on the same ports, with what was durable.
 * - However the calling process ends, the broker ends with it and the folder goes.
 *
 * `user` may do everything on the virtual host "/".
 * @param {Found | undefined} found
 */
export async function startRabbitMq(found = findRabbitMq()) {
  if (!found) throw new Error('There is no RabbitMQ here, so none can be started. Ask findRabbitMq first.')
  const guard = createGuardedFolder('onwire-rabbitmq-')
  const { folder } = guard
  const [port, epmdPort, distPort] = [await freePort(), await freePort(), await freePort()]
  const env = prepare(folder, { port, epmdPort, distPort })
  /** @type {ReturnType<typeof keep> | undefined} */
  let epmd
  /** @type {ReturnType<typeof keep> | undefined} */
  let broker

  const down = async () => {
    await broker?.end('SIGTERM')
    await epmd?.end('SIGKILL')
    broker = undefined
    epmd = undefined
  }
  const up = async () => {
    // Erlang would start an epmd that outlives it and that nobody knows the number of.
    epmd = keep(folder, 'epmd', whereIs('epmd') ?? 'epmd', ['-port', `${epmdPort}`, '-address', '127.0.0.1'], env)
    await until(() => isOpen(epmdPort), epmd)
    broker = keep(folder, 'broker', found.path, [], env)
    await until(() => takesWebSockets(port), broker)
  }
  const stop = async () => {
    await down()
    await guard.end()
  }

  try {
    await up()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url: `ws://127.0.0.1:${port}/ws`,
    user: { login: 'guest', passcode: 'guest', host: '/' },
    /** The numbers of the processes: the broker's is that of Erlang itself. */
    pids: () => ({ broker: broker?.pid, epmd: epmd?.pid, guard: guard.pid }),
    folder,
    down,
    up,
    async restart() {
      await down()
      await up()
    },
    stop,
  }
}

/**
 * @param {string} folder
 * @param {{ port: number, epmdPort: number, distPort: number }} ports
 * @returns {NodeJS.ProcessEnv}
 */
function prepare(folder, { port, epmdPort, distPort }) {
  const inside = (/** @type {string} */ name) => join(folder, name)
  for (const name of ['mnesia', 'log']) mkdirSync(inside(name))
  writeFileSync(inside('enabled_plugins'), '[rabbitmq_stomp,rabbitmq_web_stomp].\n')
  const settings = [
    'listeners.tcp = none',
    'stomp.listeners.tcp = none',
    `web_stomp.tcp.listener = 127.0.0.1:${port}`,
    'disk_free_limit.absolute = 1MB',
  ]
  writeFileSync(inside('rabbitmq.conf'), `${settings.join('\n')}\n`)
  const inherited = Object.entries(process.env).filter(([name]) => !/^(RABBITMQ|ERL)_|^NOTIFY_SOCKET$/.test(name))
  return {
    ...Object.fromEntries(inherited),
    HOME: folder,
    RABBITMQ_NODENAME: `onwire-${port}@localhost`,
    RABBITMQ_MNESIA_BASE: inside('mnesia'),
    RABBITMQ_LOG_BASE: inside('log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: inside('enabled_plugins'),
    RABBITMQ_CONFIG_FILE: inside('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: inside('none.config'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_DIST_PORT: `${distPort}`,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
    // The script becomes Erlang then instead of waiting for it: one process, whose number is known.
    RUNNING_UNDER_SYSTEMD: 'true',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: `${epmdPort}`,
  }
}

/**
 * A process that the guard knows of.
 * @param {string} folder
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
function keep(folder, name, command, args, env) {
  const output = join(folder, `${name}.out`)
  const file = openSync(output, 'a')
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', file, file], detached: true })
  closeSync(file)
  const note = join(folder, `${name}.pid`)
  writeFileSync(note, `${child.pid ?? ''}`)
  const ended = new Promise((resolve) => {
    child.once('error', resolve)
    child.once('exit', resolve)
  }).then(() => rmSync(note, { force: true }))
  let isRunning = true
  void ended.then(() => (isRunning = false))
  return {
    pid: child.pid,
    isRunning: () => isRunning,
    /** Its last words. */
    words: () => `${name}: ${readFileSync(output, 'utf8').trim().slice(-2_000)}`,
    /** @param {NodeJS.Signals} signal */
    async end(signal) {
      child.kill(signal)
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs)
      await ended
      clearTimeout(late)
    },
  }
}

/**
 * @param {() => Promise<boolean>} isReady
 * @param {ReturnType<typeof keep>} child
 */
async function until(isReady, child) {
  const deadline = performance.now() + startMs
  while (!(await isReady())) {
    if (!child.isRunning()) throw new Error(`RabbitMQ ended before it was ready. ${child.words()}`)
    if (performance.now() > deadline) throw new Error(`RabbitMQ isn't ready after ${startMs} ms. ${child.words()}`)
    await delay(50)
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const takesWebSockets = (port) =>
  new Promise((resolve) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': Buffer.alloc(16).toString('base64'),
      'Sec-WebSocket-Protocol': 'v12.stomp',
    }
    const request = get({ host: '127.0.0.1', port, path: '/ws', headers, timeout: 2_000 })
    const settle = (/** @type {boolean} */ is) => {
      resolve(is)
      request.destroy()
    }
    request.once('upgrade', () => settle(true))
    request.once('response', () => settle(false))
    request.once('timeout', () => settle(false))
    request.on('error', () => settle(false))
  })

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const isOpen = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('connect', () => socket.destroy())
    socket.once('error', () => resolve(false))
  })

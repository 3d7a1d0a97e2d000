// @ts-check
/** A Redis of the tests' own, in a folder under the temporary one, on loopback only. */
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findRedis } from './findRedis.mjs'
import { freePort } from './freePort.mjs'
import { createGuardedFolder } from './guardedFolder.mjs'

export { ensureRedis, findRedis } from './findRedis.mjs'

/** @typedef {import('./findRedis.mjs').Found} Found */

const startMs = 30_000

/**
 * Starts a Redis and waits until it answers.
 *
 * - Nothing of it listens beyond loopback, and nothing is read or written outside its own folder.
 * - `restart` (or `down`, then `up`) comes back on the same port: with what it held where it `isDurable`, and empty otherwise.
 * - However the calling process ends, Redis ends with it and the folder goes.
 * @param {{ found?: Found | undefined, isDurable?: boolean, isCluster?: boolean }} options
 */
export async function startRedis({ found = findRedis(), isDurable = false, isCluster = false } = {}) {
  if (!found) throw new Error('There is no Redis here, so none can be started. Ask findRedis first.')
  const guard = createGuardedFolder('onwire-redis-')
  const { folder } = guard
  const port = await freePort()
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--daemonize', 'no']
  const keeping = isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no']
  const clustering = isCluster ? ['--cluster-enabled', 'yes', '--cluster-port', `${await freePort()}`] : []
  /** @type {{ end(): Promise<void>, pid: number | undefined } | undefined} */
  let server

  const up = async () => {
    const child = spawn(found.path, [...settings, ...keeping, ...clustering], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    })
    const note = join(folder, 'redis.pid')
    writeFileSync(note, `${child.pid ?? ''}`)
    let isRunning = true
    const ended = new Promise((resolve) => {
      child.once('error', resolve)
      child.once('exit', resolve)
    }).then(() => {
      isRunning = false
      rmSync(note, { force: true })
    })
    server = {
      pid: child.pid,
      async end() {
        child.kill('SIGKILL')
        await ended
      },
    }
    const deadline = performance.now() + startMs
    while (!(await answers(port))) {
      if (!isRunning) throw new Error('Redis ended before it was ready.')
      if (performance.now() > deadline) throw new Error(`Redis isn't ready after ${startMs} ms.`)
      await delay(20)
    }
  }
  /** At once, as by a power cut. */
  const down = async () => {
    await server?.end()
    server = undefined
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
    url: `redis://127.0.0.1:${port}`,
    pid: () => server?.pid,
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
 * Whether it takes commands: while it loads what it kept it takes connections only.
 * @param {number} port
 * @returns {Promise<boolean>}
 */
const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const settle = (/** @type {boolean} */ is) => {
      resolve(is)
      socket.destroy()
    }
    socket.setTimeout(2_000, () => settle(false))
    socket.once('connect', () => socket.write('PING\r\n'))
    socket.once('data', (data) => settle(data.toString().startsWith('+PONG')))
    socket.on('error', () => settle(false))
  })

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../support/freePort.mjs'

const script = fileURLToPath(new URL('./instance.mjs', import.meta.url))

export interface Instance {
  readonly url: string
  /** At once: it can say nothing, and save nothing. */
  kill(): Promise<void>
}

export async function startInstance(redisUrl: string): Promise<Instance> {
  const port = await freePort()
  const child = spawn(process.execPath, [script, `${port}`, redisUrl], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error('The instance has ended.')))])
  return { url: `http://127.0.0.1:${port}`, kill: () => kill(child, ended) }
}

async function kill(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGKILL')
  await ended
}

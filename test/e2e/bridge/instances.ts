import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { freePort } from '../../support/freePort.mjs'

const entry = fileURLToPath(new URL('./instance.ts', import.meta.url))

export interface Instance {
  readonly url: string
  /** At once: it can say nothing, and save nothing. */
  kill(): Promise<void>
}

export interface InstanceBundle {
  start(redisUrl: string): Promise<Instance>
  remove(): Promise<void>
}

/** One file with all that an instance needs: Node 20 reads no TypeScript. */
export async function bundleInstance(): Promise<InstanceBundle> {
  const folder = await mkdtemp(join(tmpdir(), 'onwire-instance-'))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    ssr: { noExternal: true },
    build: {
      outDir: folder,
      minify: false,
      ssr: entry,
      rolldownOptions: { output: { entryFileNames: 'instance.mjs' } },
    },
  })
  return {
    start: (redisUrl) => start(join(folder, 'instance.mjs'), redisUrl),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function start(script: string, redisUrl: string): Promise<Instance> {
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

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { vi } from 'vitest'
import { freePort } from '../../../support/freePort.mjs'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

export interface Program {
  readonly url: string
  /** Sends SIGTERM, as an orchestrator does. Resolves once the process has ended, with its code and the time in ms. */
  end(): Promise<{ readonly code: number | null; readonly ms: number }>
  kill(): Promise<void>
}

export interface Programs<Name extends string> {
  /** Starts one and waits until it answers. `command`: its arguments after `node`, in the folder of the bundle. */
  start(
    name: Name,
    env: Readonly<Record<string, string>>,
    options?: { port?: number; command?: string },
  ): Promise<Program>
  remove(): void
}

/** Bundles examples as an app's own build does, ours within them: Node 20 reads no TypeScript. Packages stay outside. */
export async function bundlePrograms<const Name extends string>(names: readonly Name[]): Promise<Programs<Name>> {
  mkdirSync(join(root, 'test/.output'), { recursive: true })
  const folder = mkdtempSync(join(root, 'test/.output/programs-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { tsconfigPaths: true },
    build: {
      outDir: join(folder, 'dist'),
      target: 'node20',
      minify: false,
      ssr: true,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(root, `examples/servers/${name}.ts`)])),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  return {
    start: (name, env, { command = `dist/${name}.mjs`, port } = {}) => start(folder, command, env, port),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Starts `command`, the arguments after `node`, in the folder, and waits until its bridge answers. */
export async function start(
  folder: string,
  command: string,
  env: Readonly<Record<string, string>>,
  ownPort?: number,
): Promise<Program> {
  const port = ownPort ?? (await freePort())
  const child = spawn(process.execPath, command.split(' '), {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: `${port}`, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  const untilEnded = ended.then(() => Promise.reject(new Error(`${command} has ended before it answered.`)))
  const untilUp = vi.waitFor(
    async () => {
      const { status } = await fetch(`${url}/api/onwire/health`)
      if (status !== 200) throw new Error(`${command} answered ${status}.`)
    },
    { timeout: 120_000, interval: 50 },
  )
  await Promise.race([untilUp, untilEnded])
  untilEnded.catch(() => {})
  return {
    url,
    async end() {
      const startedAt = performance.now()
      child.kill('SIGTERM')
      await ended
      return { code: child.exitCode, ms: performance.now() - startedAt }
    },
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

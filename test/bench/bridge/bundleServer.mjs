// @ts-check
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

const entry = new URL('../../../src/exports/server.ts', import.meta.url).pathname

/** The server's entry, built from source as the package's is, in a folder of its own. */
export async function bundleServer() {
  const folder = await mkdtemp(join(tmpdir(), 'onwire-bench-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'es2022',
      minify: false,
      ssr: entry,
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  })
  return {
    url: pathToFileURL(join(folder, 'server.mjs')).href,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

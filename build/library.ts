import { readdirSync } from 'node:fs'
import { basename, isAbsolute, resolve } from 'node:path'
import type { BuildEnvironmentOptions } from 'vite'
import { browserFloor } from '../test/support/browserFloor.mjs'
import { toChunkName } from './chunks.js'

const source = resolve(import.meta.dirname, '../src')

/** Each file of src/exports itself is an entry point; the command line of the simulator and the style sheet are two more. */
const entries = [
  ...readdirSync(`${source}/exports`)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${source}/exports/${file}`),
  `${source}/testing/cli.ts`,
  `${source}/components/styles.css`,
]

/**
 * What is published: entry points of re-exports alone, over few chunks. Nothing runs at import, so that a bundler keeps
 * single functions of a chunk, as it did when each file was one of its own.
 */
export const library: BuildEnvironmentOptions = {
  target: 'es2022',
  minify: false,
  sourcemap: true,
  cssMinify: 'lightningcss',
  cssTarget: browserFloor.map(({ name, version }) => `${name}${version}`),
  cssCodeSplit: true,
  lib: { entry: entries, formats: ['es'] },
  rolldownOptions: {
    // `serverComponents` says it again, where it counts.
    onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    external: (id) => !id.startsWith('.') && !isAbsolute(id) && !id.startsWith('\0'),
    // Numbers that have a name stand in place: a bundler that takes each file alone can't see them.
    optimization: { inlineConst: { mode: 'all', pass: 3 } },
    preserveEntrySignatures: 'allow-extension',
    output: {
      codeSplitting: {
        includeDependenciesRecursively: false,
        groups: [{ name: (id) => toChunkName(id, source), debugName: 'chunks' }],
      },
      entryFileNames: ({ name }) => (name === 'cli' ? 'testing/cli.js' : 'exports/[name].js'),
      chunkFileNames: 'chunks/[name].js',
      assetFileNames: ({ names }) => basename(names[0] ?? '[name][extname]'),
    },
  },
}

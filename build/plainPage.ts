import { resolve } from 'node:path'
import type { BuildEnvironmentOptions } from 'vite'

const source = resolve(import.meta.dirname, '../src/exports')
const entries = ['index', 'relay', 'fusion', 'covalent', 'evm', 'webhook-relay', 'bridge']

/** What a page has itself: it may hold one React and one cache only. */
const external = /^(react|react-dom|@tanstack\/react-query)(\/|$)/

const banner = `/*! onwire, MIT. Within: @tanstack/react-virtual and socket.io-client, MIT; @stomp/stompjs, Apache-2.0. */`

/**
 * The entry points for a page without a bundler: production builds, with every package inside but React and TanStack Query. What
 * more than one entry needs stands in one file, so that there is one copy of it.
 */
export const plainPage: BuildEnvironmentOptions = {
  target: 'es2022',
  outDir: 'dist/esm',
  // It lies within what the library's build has made.
  emptyOutDir: false,
  minify: true,
  sourcemap: true,
  modulePreload: false,
  rolldownOptions: {
    input: Object.fromEntries(entries.map((name) => [name, `${source}/${name}.ts`])),
    external,
    preserveEntrySignatures: 'strict',
    onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    output: {
      codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      postBanner: banner,
    },
  },
}

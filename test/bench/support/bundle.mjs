// @ts-check
import { build } from 'vite'

const page = new URL('../page/', import.meta.url).pathname

/**
 * The page as a production build, by file name.
 * @param {{ isReadable?: boolean }} [options] `isReadable` keeps the names of functions, for profiles.
 * @returns {Promise<ReadonlyMap<string, string>>}
 */
export async function bundlePage({ isReadable = false } = {}) {
  const result = await build({
    configFile: false,
    root: page,
    logLevel: 'error',
    // `onwire` is the source itself, by tsconfig.json's list.
    resolve: { tsconfigPaths: true },
    build: {
      write: false,
      target: 'es2022',
      minify: !isReadable,
      modulePreload: false,
      rolldownOptions: {
        input: `${page}main.ts`,
        output: { entryFileNames: '[name].js' },
        onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
      },
    },
  })
  if (!('output' in result)) throw new Error('The bundler gave nothing back.')
  return new Map(result.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])))
}

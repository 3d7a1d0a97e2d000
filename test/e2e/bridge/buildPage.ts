import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const ownFolder = new URL('./page', import.meta.url)

export interface SiteFile {
  readonly type: string
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** A file of the page, by the path that it is asked for by. */
export type Site = (path: string) => SiteFile | undefined

/** The page as an app would ship it, except that it is React's development build, which warns of what the other is silent about. */
export async function buildPage(folder: URL = ownFolder): Promise<Site> {
  const built = await build({
    configFile: false,
    root: fileURLToPath(folder),
    logLevel: 'error',
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    build: { target: 'es2022', write: false, minify: false },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('Vite has built nothing.')
  const files = new Map(
    output.output.map((file): [string, SiteFile] => [
      `/${file.fileName}`,
      {
        type: file.fileName.endsWith('.html') ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8',
        body: file.type === 'chunk' ? file.code : toBody(file.source),
      },
    ]),
  )
  return (path) => files.get(path === '/' ? '/index.html' : path)
}

const toBody = (source: string | Uint8Array) => (typeof source === 'string' ? source : Uint8Array.from(source))

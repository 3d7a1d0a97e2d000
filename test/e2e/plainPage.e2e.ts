import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { build, type InlineConfig } from 'vite'
import { expect, test } from 'vitest'
import { launchBrowser, watchComplaints, withoutBrokenLinks } from './support/stage.js'

const root = join(import.meta.dirname, '../..')
const requestId = `0x${'e5'.repeat(32)}`
/** How long a busy machine may take to load and draw, in ms. */
const patienceMs = 120_000

/** Files by their path on the server. */
type Files = ReadonlyMap<string, string>

/** Runs a build in memory. */
async function buildInto(folder: string, config: InlineConfig): Promise<Files> {
  const [output] = [await build({ root, logLevel: 'error', ...config })].flat()
  if (!output || !('output' in output)) throw new Error('Vite has built nothing.')
  return new Map(
    output.output.flatMap((file) => (file.type === 'chunk' ? [[`${folder}/${file.fileName}`, file.code]] : [])),
  )
}

/** React and TanStack Query as modules of a browser, which the page's own import map names. */
async function buildVendor(): Promise<Files> {
  const packages = {
    react: 'react',
    'react-jsx-runtime': 'react/jsx-runtime',
    'react-dom': 'react-dom',
    'react-dom-client': 'react-dom/client',
    'react-query': '@tanstack/react-query',
  }
  const sources = new Map<string, string>()
  for (const [name, from] of Object.entries(packages)) {
    const names = Object.keys(await import(from)).filter((key) => key !== 'default')
    sources.set(`virtual:${name}`, `export { ${names.join(', ')} } from '${from}'`)
  }
  return buildInto('/vendor', {
    configFile: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'vendor',
        enforce: 'pre',
        resolveId: (id) => (sources.has(id) ? id : null),
        load: (id) => sources.get(id),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.keys(packages).map((name) => [name, `virtual:${name}`])),
        preserveEntrySignatures: 'strict',
        onLog: () => {},
        output: { entryFileNames: '[name].js' },
      },
    },
  })
}

/** Serves the page's sample with what its import map names, and records what was asked for. */
async function servePage(html: string, files: Files) {
  const asked: string[] = []
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://page.example')
    asked.push(pathname)
    const body = pathname === '/' ? html : files.get(pathname)
    const type = pathname === '/' ? 'text/html' : 'text/javascript'
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return { asked, server, url: `http://localhost:${port}` }
}

test('The sample of a page without a bundler shows a request live to its end, with three files of onwire, and one that is loaded then', async () => {
  const simulator = createRelaySimulator()
  const service = await startRelayServer({ simulator })
  const [files, vendor] = await Promise.all([
    buildInto('/onwire/esm', { mode: 'page', build: { write: false } }),
    buildVendor(),
  ])
  const [, sample = ''] = /```html\n([^]*?)```/.exec(readFileSync(join(root, 'src/react/README.md'), 'utf8')) ?? []
  const options = `{ url: '${service.socketUrl}', apiUrl: '${service.apiUrl}' }`
  expect(sample).toContain('relay()')
  const page = await servePage(sample.replace('relay()', `relay(${options})`), new Map([...files, ...vendor]))
  const browser = await launchBrowser()
  try {
    const tab = await browser.newPage()
    tab.setDefaultTimeout(patienceMs)
    const complaints = watchComplaints(tab)
    await tab.goto(`${page.url}/?request=${requestId}`)
    await tab.locator('[data-slot="ow-timeline"][data-transport="socket"]').waitFor()
    simulator.start('happy-path', { requestId })
    await tab.locator('[data-slot="ow-timeline"][data-outcome="success"]').waitFor()
    expect(page.asked.filter((path) => path.endsWith('.js') && path.startsWith('/onwire')).sort()).toEqual([
      '/onwire/esm/attendance.js',
      '/onwire/esm/index.js',
      '/onwire/esm/relay.js',
      '/onwire/esm/shared.js',
    ])
    expect(withoutBrokenLinks(complaints)).toEqual([])
  } finally {
    await browser.close()
    page.server.close()
    await service.close()
    simulator.stop()
  }
})

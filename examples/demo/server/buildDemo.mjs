// @ts-check
import { resolve } from 'node:path'
import { build, preview } from 'vite'
import { bridgeApi } from './bridgeApi.mjs'
import { demoApi } from './demoApi.mjs'

const configFile = resolve(import.meta.dirname, '../vite.config.ts')

/** Builds the page into `examples/demo/dist`, for production wherever it is called: Vite keeps a NODE_ENV that is set. */
export async function buildDemo() {
  const before = process.env['NODE_ENV']
  process.env['NODE_ENV'] = 'production'
  try {
    await build({ configFile, logLevel: 'warn' })
  } finally {
    if (before === undefined) delete process.env['NODE_ENV']
    else process.env['NODE_ENV'] = before
  }
}

/**
 * Serves what was built, on any free port.
 * @param {import('./toConfig.mjs').DemoConfig} config
 * @param {Parameters<typeof bridgeApi>} bridge
 */
export async function serveDemo(config, ...bridge) {
  const plugins = [demoApi(config), bridgeApi(...bridge)]
  const server = await preview({ configFile, plugins, preview: { port: 0 }, logLevel: 'warn' })
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() }
}

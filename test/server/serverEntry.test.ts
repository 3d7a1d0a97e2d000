import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build, type LibraryOptions } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { apiKey, readSample, sentAt, toWebhookRequest } from './support/webhooks.js'

/** An app that has installed the package: its own manifest, and a stand-in for what is built. */
const app = mkdtempSync(join(tmpdir(), 'onwire-entry-'))
const installed = join(app, 'node_modules/onwire')

beforeAll(() => {
  mkdirSync(join(installed, 'dist/exports'), { recursive: true })
  cpSync(new URL('../../package.json', import.meta.url), join(installed, 'package.json'))
  // A package of its own, or a manifest further up would count.
  writeFileSync(join(app, 'package.json'), '{ "type": "module" }')
  cpSync(
    new URL('../../src/server/notForBrowsers.ts', import.meta.url),
    join(installed, 'dist/exports/server-not-for-browsers.js'),
  )
  writeFileSync(join(installed, 'dist/exports/server.js'), 'export const verifyRelayWebhook = "it is here"')
  writeFileSync(
    join(app, 'main.js'),
    "import { verifyRelayWebhook } from 'onwire/server'\nglobalThis.found = verifyRelayWebhook",
  )
})

/** The entry as one script, which leaves its exports in `onwireServer`. */
async function toScript(): Promise<string> {
  const entry = new URL('../../src/exports/server.ts', import.meta.url).pathname
  const lib = { entry, formats: ['iife'], name: 'onwireServer' } satisfies LibraryOptions
  const result = await build({ configFile: false, logLevel: 'silent', build: { write: false, minify: false, lib } })
  const [output] = [result].flat()
  return output && 'output' in output ? output.output[0].code : ''
}

async function bundle(conditions?: string[]): Promise<string> {
  const result = await build({
    root: app,
    configFile: false,
    logLevel: 'silent',
    ...(conditions && { resolve: { conditions } }),
    build: { write: false, rolldownOptions: { input: join(app, 'main.js') } },
  })
  const [output] = [result].flat()
  return output && 'output' in output ? output.output.map((file) => ('code' in file ? file.code : '')).join('') : ''
}

describe('onwire/server in a bundle', () => {
  test('for browsers fails', async () => {
    await expect(bundle()).rejects.toThrow(/verifyRelayWebhook.*is not exported by.*server-not-for-browsers/s)
    await expect(bundle(['browser', 'import', 'module', 'default'])).rejects.toThrow(/server-not-for-browsers/)
  })

  test.each(['workerd', 'edge-light', 'worker', 'deno', 'bun'])(
    'for %s works, though it counts as a browser too',
    async (name) => {
      expect(await bundle([name, 'browser', 'import', 'module', 'default'])).toContain('it is here')
    },
  )

  test('needs nothing but what the Web has: no Buffer, no process, no node:', async () => {
    const { URL, Headers, Request, Response, TextDecoder, TextEncoder, crypto } = globalThis
    const web = { URL, Headers, Request, Response, TextDecoder, TextEncoder, crypto, console }
    const context = createContext({ ...web, request: toWebhookRequest(readSample()), apiKey, now: () => sentAt })
    runInContext(await toScript(), context)
    const verified: unknown = await runInContext('onwireServer.verifyRelayWebhook(request, { apiKey, now })', context)
    expect(verified).toMatchObject({ ok: true, event: { data: { status: 'refund' } } })
  })

  test('is found in Node, and is not under the condition of browsers', () => {
    const find = (...flags: string[]) =>
      execFileSync(
        process.execPath,
        [...flags, '--input-type=module', '-e', "console.log(import.meta.resolve('onwire/server'))"],
        {
          cwd: app,
          encoding: 'utf8',
          stdio: 'pipe',
        },
      )
    expect(find()).toMatch(/dist\/exports\/server\.js$/m)
    expect(() => find('--conditions=browser')).toThrow(/ERR_PACKAGE_PATH_NOT_EXPORTED/)
    expect(find('--conditions=browser', '--conditions=workerd')).toMatch(/dist\/exports\/server\.js$/m)
  })

  test('has its types first, the runtimes before the browser, and the browser before the rest', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(manifest.exports['./server'].browser).toBeNull()
    expect(Object.keys(manifest.exports['./server'])).toEqual([
      ...['types', 'workerd', 'edge-light', 'worker', 'deno', 'bun', 'browser', 'import', 'default'],
    ])
  })
})

// @ts-check
/**
 * `npm run test:registry`: takes the blocks of examples/registry into a fresh Vite app by `shadcn add`, from a server of this machine,
 * builds the app and looks at it, with a simulated Relay. It needs npm's registry for the app's own packages.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { startRelayServer } from 'onwire/testing/node'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { buildRegistry } from '../build/registry.mjs'
import { browserArgs, ensureBrowser } from './support/browser.mjs'
import { installConsumer, pack } from './support/consumers.mjs'
import { run } from './support/steps.mjs'

process.chdir(new URL('../', import.meta.url).pathname)
const startedAt = performance.now()
const folder = await installConsumer('shadcn')
if (!folder) throw new Error('npm could not install the packages of test/consumers/shadcn.')
rmSync(`${folder}/src/components`, { recursive: true, force: true })

/** What `shadcn add` asks its own registry for: the names of its colours. No block here uses any. */
const neutral = JSON.stringify({
  inlineColors: { light: {}, dark: {} },
  cssVars: { light: {}, dark: {} },
  inlineColorsTemplate: '',
  cssVarsTemplate: '',
})
const onwire = `file:${pack(folder)}`
const items = buildRegistry((name) => (name === 'onwire' ? onwire : name))
/** @type {string[]} */
const asked = []
const server = createServer((request, response) => {
  const path = request.url ?? ''
  asked.push(path)
  const text = path.startsWith('/r/colors/') ? neutral : items.get(/^\/r\/([\w-]+)\.json$/.exec(path)?.[1] ?? '')
  response.writeHead(text ? 200 : 404, { 'content-type': 'application/json' }).end(text)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)))
const address = server.address()
const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`

/** @param {readonly string[]} command */
async function must(command) {
  const { code, output } = await run(['sh', '-c', `cd '${folder}' && "$@"`, 'sh', ...command], {
    env: { REGISTRY_URL: `${origin}/r` },
    timeoutMs: 300_000,
  })
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${output}\nasked for: ${asked.join(' ')}`)
}

const names = [...items.keys()].filter((name) => name !== 'registry')
await must(['npx', 'shadcn', 'add', '--yes', '--overwrite', ...names.map((name) => `${origin}/r/${name}.json`)])
for (const file of ['onwire-root', 'transfer-card', 'transfer-list', 'transfer-toasts'])
  if (!existsSync(`${folder}/src/components/${file}.tsx`)) throw new Error(`shadcn did not write ${file}.tsx`)
await must(['npx', 'tsc', '-p', '.'])
await build({ root: folder, configFile: `${folder}/vite.config.ts`, logLevel: 'error' })

const relay = await startRelayServer()
const app = await preview({
  root: folder,
  configFile: `${folder}/vite.config.ts`,
  preview: { port: 0, host: '127.0.0.1' },
})
const browser = await chromium.launch({ executablePath: (await ensureBrowser()).path, args: browserArgs })
try {
  const page = await browser.newPage({ viewport: { width: 1000, height: 620 }, reducedMotion: 'reduce' })
  /** @type {string[]} */
  const problems = []
  page.on('pageerror', (error) => problems.push(String(error)))
  const start = (/** @type {'happy-path'} */ name, speed = 4) => relay.simulator.start(name, { speed }).requestId
  const ids = [start('happy-path'), start(/** @type {any} */ ('refund-after-failure')), start('happy-path', 0.02)]
  const query = new URLSearchParams([
    ['url', relay.socketUrl],
    ['apiUrl', relay.apiUrl],
    ...ids.map((id) => ['request', id]),
  ])
  const seeToast = (/** @type {string} */ text) =>
    page.locator('[data-sonner-toast]', { hasText: text }).first().waitFor({ state: 'attached' })
  await page.goto(`${app.resolvedUrls?.local[0]}?${query}`)
  await page.locator('[data-slot="ow-timeline"][data-outcome="success"]').first().waitFor()
  await seeToast('Your transfer has arrived')
  await seeToast('Your transfer was refunded')
  mkdirSync('test/.output/registry', { recursive: true })
  await page.screenshot({ path: 'test/.output/registry/app.png' })
  relay.simulator.faults.drop()
  await seeToast('The connection is gone')
  relay.simulator.faults.restore()
  await seeToast('Live again')
  if (problems.length > 0) throw new Error(`The app threw: ${problems.join('\n')}`)
} finally {
  await browser.close()
  await app.close()
  await relay.close()
  server.close()
}
console.log(
  `${names.length} blocks were added, built and run in ${Math.round((performance.now() - startedAt) / 1000)} s.`,
)
console.log('The app: test/.output/registry/app.png')

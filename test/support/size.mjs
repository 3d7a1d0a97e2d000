// @ts-check
/**
 * `npm run size`: what a page pays, measured on `dist/` as a bundler would take it in, React and TanStack Query not counted.
 * Prints JSON, and fails above a budget.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const dist = new URL('../../dist/', import.meta.url).pathname
const provider = `export { createOnwire, OnwireProvider } from '${dist}exports/index.js'`
const entry = 'virtual:size'
/** What a protocol stands on: the engine and its generic hooks. */
const engine = `${provider}
export { useLiveState, useLiveFeed, createFeedState, createHeartbeat } from '${dist}exports/index.js'`
const relayHook = `${provider}\nexport { relay, useRelayStatus } from '${dist}exports/relay.js'`
const covalentHook = `${provider}\nexport { covalent, useLogEvents } from '${dist}exports/covalent.js'`

/**
 * @typedef {object} Budget
 * @property {string} name
 * @property {number} maxBytes
 * @property {number} [goalBytes]
 * @property {string} source
 * @property {string} [over] What it is laid upon, which isn't counted.
 */

/**
 * Bytes, gzipped. A limit holds what was reached; the goal beside it is what the project has set itself, and hasn't reached yet.
 * Relay's two limits have gone up three times: when its engine learnt feeds, pings, links that open with their topics, and to keep
 * keys out of diagnostics; when the hand-over became a value with named states; and when whatever is said of data had to follow from
 * what is known. They came down where only feeds, pushed values or development need something; 12 900 and 17 900 are what they have
 * to come down to. What weighs is the engine's care for bad luck, none of which was given up for it.
 * LogFeed's went up by 80, when it learnt to say that what is shown isn't up to date, and not to offer what can't help.
 *
 * @type {readonly Budget[]}
 */
const budgets = [
  {
    name: 'client and hook',
    maxBytes: 14_170,
    goalBytes: 9000,
    source: relayHook,
  },
  {
    name: 'client, hook and timeline',
    maxBytes: 19_430,
    goalBytes: 14_000,
    source: `${provider}\nexport { relay, useRelayStatus, RelayStatusTimeline } from '${dist}exports/relay.js'`,
  },
  {
    name: 'Fusion over the engine',
    maxBytes: 4240,
    goalBytes: 3500,
    source: `${engine}\nexport { fusion, useIntent, useIntents, useMempoolStats } from '${dist}exports/fusion.js'`,
    over: engine,
  },
  {
    name: 'Covalent over the engine',
    maxBytes: 4570,
    goalBytes: 4500,
    source: `${engine}\nexport { covalent, useLogEvents } from '${dist}exports/covalent.js'`,
    over: engine,
  },
  {
    name: 'Webhook Relay over the engine',
    maxBytes: 5230,
    goalBytes: 4500,
    source: `${engine}\nexport { webhookRelay, useWebhooks } from '${dist}exports/webhook-relay.js'`,
    over: engine,
  },
  {
    name: 'the bridge over client and hook',
    maxBytes: 2500,
    source: `${relayHook}\nexport { bridge } from '${dist}exports/bridge.js'`,
    over: relayHook,
  },
  {
    name: 'LogFeed over client and hook',
    maxBytes: 8070,
    source: `${covalentHook}\nexport { LogFeed } from '${dist}exports/covalent.js'`,
    over: covalentHook,
  },
]

/** Counted apart, or by nobody: every page has them, or chose them itself. */
const external =
  /^(react|react-dom|@tanstack\/(react-query|query-core|react-virtual)|socket\.io-client|@stomp\/stompjs)(\/|$)/

/** @param {string} source */
async function bundle(source) {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? source : null),
      },
    ],
    build: {
      write: false,
      sourcemap: 'hidden',
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
        external,
        onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
      },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing back.')
  const chunks = output.output.filter((file) => file.type === 'chunk')
  keep(output.output)
  return {
    code: chunks.map((chunk) => chunk.code).join('\n'),
    modules: chunks.flatMap((chunk) => [...chunk.imports, ...Object.keys(chunk.modules)]),
  }
}

/**
 * What a page would be served is kept, its source maps too: secrets are searched for in it.
 * @param {readonly import('vite').Rolldown.RolldownOutput['output'][number][]} files
 */
function keep(files) {
  const folder = new URL('../.output/bundles/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const file of files) {
    const content = file.type === 'chunk' ? file.code : file.source
    const name = createHash('sha256').update(content).digest('hex').slice(0, 16)
    writeFileSync(new URL(`${name}${extname(file.fileName)}`, folder), content)
  }
}

/** @param {string} text */
const gzipped = (text) => gzipSync(text, { level: 9 }).byteLength

/** What a page that imports only Relay's entry must be without. */
const stranger = /socket\.io|engine\.io|stomp|(protocols|transports|components)\/(fusion|covalent|socketIo)/i

/** What a page of hooks must be without: code for outside React. */
const watcher = /react\/\w+\/(watch\w+|createLiveWatch)\.js/

/** @type {{ name: string, bytes: number, maxBytes: number, goalBytes?: number | undefined }[]} */
const sizes = []
/** @type {string[]} */
const problems = []

for (const { name, maxBytes, goalBytes, over, source } of budgets) {
  try {
    const { code, modules } = await bundle(source)
    const base = over === undefined ? undefined : await bundle(over)
    sizes.push({ name, bytes: gzipped(code) - (base ? gzipped(base.code) : 0), maxBytes, goalBytes })
    const strangers = over ? [] : [code, ...modules].flatMap((text) => stranger.exec(text)?.[0] ?? [])
    if (strangers.length > 0)
      problems.push(`${name}: holds traces of another protocol: ${[...new Set(strangers)].join(', ')}`)
    const watchers = modules.filter((module) => watcher.test(module))
    if (watchers.length > 0) problems.push(`${name}: holds watchers: ${watchers.join(', ')}`)
  } catch (error) {
    problems.push(`${name}: can't be bundled: ${String(error)}`)
  }
}
for (const name of ['styles.css', 'styles.unlayered.css']) {
  sizes.push({ name, bytes: gzipped(readFileSync(dist + name, 'utf8')), maxBytes: 4000 })
}
for (const { name, bytes, maxBytes } of sizes) {
  if (bytes > maxBytes) problems.push(`${name}: ${bytes} bytes gzipped, the budget is ${maxBytes}`)
}

console.log(JSON.stringify(sizes, null, 2))
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

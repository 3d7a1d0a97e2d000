// @ts-check
/**
 * `npm run size`: what a page pays, measured on `dist/` as a bundler would take it in, React and TanStack Query not counted.
 * Prints each module's share and the sums as JSON, and fails above a budget.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { cutByFile, toShares } from './shares.mjs'

const dist = new URL('../../dist/', import.meta.url).pathname
if (!existsSync(`${dist}exports/index.js`)) {
  console.error('There is nothing to measure yet: run `npm run build` first.')
  process.exit(1)
}
const provider = `export { createOnwire, OnwireProvider } from '${dist}exports/index.js'`
const entry = 'virtual:size'
const plainPreload = 'export const __vitePreload = (load) => load()'
/** What a protocol stands on: the engine and its generic hooks. */
const engine = `${provider}
export { useLiveState, useLiveFeed, createFeedState, createHeartbeat } from '${dist}exports/index.js'`
const relayHook = `${provider}\nexport { relay, useRelayStatus } from '${dist}exports/relay.js'`
const covalentHook = `${provider}\nexport { covalent, useLogEvents } from '${dist}exports/covalent.js'`

const locales = ['ar', 'de', 'es', 'fr', 'hi', 'id', 'ja', 'ko', 'pt-BR', 'ru', 'tr', 'vi', 'zh-CN']
/** Two or three bytes a letter, and longer words. */
const longScripts = ['ar', 'hi', 'ru']
/** @param {string} name */
const toReasons = (name) => `export * from '${dist}chunks/reasons.${name}.js'`

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
 * what is known, which was to cost 300 bytes, and cost 1 260: hints of the page, a budget with four requests under way and what is
 * in view first, a service's clock that steps back, and whether money comes back. 12 900 and 17 900 are what they have to come down to.
 * What weighs is the engine's care for bad luck, none of which was given up for it.
 * Fusion's went up when it learnt to tell the locks of both chains apart, and when a failure is sure to give nothing back; Covalent's
 * when it learnt that to have asked isn't to know; Webhook Relay's when it learnt to keep the service's order, and where outputs
 * send a webhook, without the secrets of that; the bridge's when it learnt to pass on what is known of each topic, and to bring a
 * page's first picture by its stream. LogFeed's went up when it learnt to say that what is shown isn't up to date, and to be printed
 * whole. Relay's two went up by 115 bytes when each value came to say what brought it, and each link what the service calls it, and
 * by 20 when an error that names nothing came to refuse the topic that waits; the timeline by 320 more when it came to say that a
 * request is late, and to fold what a request on one chain doesn't go through, and by 356 when it came to follow a deposit's own
 * transaction: that is what loads the rest.
 *
 * Four went up by a few bytes when protocols learnt to live without a socket, and to say that something was missed; Covalent's when its
 * hooks learnt to choose among the services that have logs. 5 000 is what evm's has to come down to.
 * evm's went up by 656 when it learnt to follow transactions, of which the reading is loaded with the first one.
 * Client and hook went up by 55 in all when the bridge's queue for many topics came in, and logs of any node.
 * Four went up by what it takes to read strangers' words as words: tables' own entries, and bounds of what is kept.
 *
 * The timeline went up by 1 520 bytes when it came to say what moves, how long it takes and what happened to the money; the style
 * sheets by 500 with it, and the words by up to 90. Client and hook went up by 135 when news came to be written at once while that
 * costs little, and by 62 when a service's facts came to be bounded in depth; Covalent's by 150 when torn pages came to be read again.
 * Client and hook went up by 80 when a socket came to be tried once, where strangers may be refused.
 * The bridge went up by 80 when it learnt to have a page's calls made. Covalent's went up by 310 when beats came to go out by a worker.
 * Six went up by 20 to 70 when ages came to be reckoned by the service's clock.
 *
 * Client and hook went up by 255 when a hook's query came to be made only where one of its options changes, a change to be appended
 * without a look through its history, and a long queue to be looked through ten times a second: a message costs half as much.
 * Each with components went up by 400 to 900 more when screen readers came to hear errors, notices and outages by the name of what they
 * are about, from one region a provider, the focus came to stay where something is taken away, and words came to carry their language.
 * The voice and the keeper of the focus themselves (900) are loaded once a root stands. The sheets went up by 70 for targets, rings,
 * pairs and those who ask for more contrast, the words by 10 for a timeline's name.
 *
 * Covalent's went up by 5 when a topic that is subscribed anew came to count as lost until that is acknowledged.
 * Client and hook went up by 160 when a silent line came to be said to be stale, a link that never got ready to be told, and one that
 * subscribing anew doesn't cure to be renewed; Covalent's by 65 when blocks came to be settled by every date that is known, evm's by 70
 * when what the socket brought below the first reading came to be read.
 *
 * Both with a timeline went up by 75 to 140 when lengths of time came to be written by the browser, and times in the reader's zone and
 * hours; LogFeed by 805 when its rows became one line that sums up and opens, under the headings of days; the sheets by 285 for these
 * and for statistics as parts of one whole.
 * The timeline went up by 113 and LogFeed by 203 when each button and row inside of a part came to be a part of its own;
 * RelayStatusList by 408 when its rows came to be heard by screen readers, as timelines are. Rows keep the place of a time that isn't
 * known, and a step says what to do next once no refund is waited for: 20 more of the timeline.
 * evm's went up by 375 when it learnt to show the newest block, to go through a bridge, and to find a node's largest range.
 *
 * @type {readonly Budget[]}
 */
const budgets = [
  {
    name: 'client and hook',
    maxBytes: 16_400,
    goalBytes: 9000,
    source: relayHook,
  },
  {
    name: 'client, hook and timeline',
    maxBytes: 25_425,
    goalBytes: 14_000,
    source: `${provider}\nexport { relay, useRelayStatus, RelayStatusTimeline } from '${dist}exports/relay.js'`,
  },
  {
    name: 'client, hook and one line',
    maxBytes: 23_280,
    source: `${provider}\nexport { relay, useRelayStatus, RelayStatusCompact } from '${dist}exports/relay.js'`,
  },
  {
    name: 'RelayStatusList over client and hook',
    maxBytes: 5065,
    source: `${relayHook}\nexport { RelayStatusList } from '${dist}exports/relay.js'`,
    over: relayHook,
  },
  {
    name: 'Fusion over the engine',
    maxBytes: 5080,
    goalBytes: 3500,
    source: `${engine}\nexport { fusion, useIntent, useIntents, useMempoolStats } from '${dist}exports/fusion.js'`,
    over: engine,
  },
  {
    name: 'Covalent over the engine',
    maxBytes: 6060,
    goalBytes: 4500,
    source: `${engine}\nexport { covalent, useLogEvents } from '${dist}exports/covalent.js'`,
    over: engine,
  },
  {
    name: 'evm over the engine',
    maxBytes: 7490,
    goalBytes: 5000,
    source: `${engine}\nexport { evm, useLogEvents } from '${dist}exports/evm.js'`,
    over: engine,
  },
  {
    name: 'Webhook Relay over the engine',
    maxBytes: 5840,
    goalBytes: 4500,
    source: `${engine}\nexport { webhookRelay, useWebhooks } from '${dist}exports/webhook-relay.js'`,
    over: engine,
  },
  {
    name: 'the bridge over client and hook',
    maxBytes: 3310,
    source: `${relayHook}\nexport { bridge } from '${dist}exports/bridge.js'`,
    over: relayHook,
  },
  {
    name: 'LogFeed over client and hook',
    maxBytes: 9905,
    source: `${covalentHook}\nexport { LogFeed } from '${dist}exports/covalent.js'`,
    over: covalentHook,
  },
  ...locales.flatMap((name) => [
    {
      name: `words in ${name}`,
      maxBytes: longScripts.includes(name) ? 2965 : 2535,
      source: `export * from '${dist}exports/locales-${name}.js'`,
    },
    { name: `words for Relay's codes in ${name}`, maxBytes: 4000, source: toReasons(name) },
  ]),
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
        load(id) {
          if (id === entry) return source
          // Any app with a lazy route has Vite's helper for them already.
          if (id.endsWith('vite/preload-helper.js')) return plainPreload
          // With its source map, so that bytes are traced to the files of `src`.
          return id.startsWith(dist) ? { code: read(id), map: read(`${id}.map`) } : null
        },
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
        // A part that is loaded later may take from the entry what it has.
        preserveEntrySignatures: 'allow-extension',
        output: { format: 'es' },
        external,
        onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
      },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing back.')
  const chunks = withoutLazy(output.output.filter((file) => file.type === 'chunk'))
  keep(output.output)
  const [chunk] = chunks
  if (!chunk || chunks.length > 1) throw new Error('A page that imports everything at once is one chunk.')
  const pieces = cutByFile(chunk.code, chunk.map)
  const files = [...new Set(pieces.flatMap(({ file }) => file ?? []))]
  return { code: chunk.code, imports: chunk.imports, pieces, files }
}

/**
 * A part that is loaded when it is needed is no part of what a page pays at once: it is reached by dynamic imports alone.
 * @param {readonly import('vite').Rolldown.OutputChunk[]} chunks
 */
function withoutLazy(chunks) {
  const files = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName))
  for (const file of files)
    for (const imported of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) files.add(imported)
  return chunks.filter(({ fileName }) => files.has(fileName))
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
function measure(text) {
  return gzipSync(text, { level: 9 }).byteLength
}

/** @param {string} file */
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** What a page that imports only Relay's entry must be without. */
const stranger = /socket\.io|engine\.io|stomp|(protocols|transports|components)\/(fusion|covalent|socketIo)/i

/** What a page of hooks must be without: code for outside React. */
const watcher = /react\/\w+\/(watch\w+|createLiveWatch)\.ts/

/** What only development needs: `partNames` takes it out. */
const partName = /["'`](StatusTimeline|Feed|LogFeed|WebhookFeed|IntentList|MempoolStats)\.\w+["'`]/
/** A page without a failure must be without these: the words for Relay's codes. */
const lazy = /relayReasons\.ts|SOLVER_CAPACITY_EXCEEDED/

/** @type {{ name: string, bytes: number, maxBytes: number, goalBytes?: number | undefined }[]} */
const sizes = []
/** @type {string[]} */
const problems = []

for (const { name, maxBytes, goalBytes, over, source } of budgets) {
  try {
    const { code, imports, pieces, files } = await bundle(source)
    const base = over === undefined ? undefined : await bundle(over)
    const modules = [...imports, ...files]
    const own = files.filter((file) => !base?.files.includes(file))
    console.log(`\n${name}`)
    for (const [file, bytes] of toShares(pieces, own, measure)) console.log(`${String(bytes).padStart(6)}  ${file}`)
    sizes.push({ name, bytes: measure(code) - (base ? measure(base.code) : 0), maxBytes, goalBytes })
    const strangers = over ? [] : [code, ...modules].flatMap((text) => stranger.exec(text)?.[0] ?? [])
    if (strangers.length > 0)
      problems.push(`${name}: holds traces of another protocol: ${[...new Set(strangers)].join(', ')}`)
    const names = partName.exec(code)
    if (names) problems.push(`${name}: holds the name of a part: ${names[0]}`)
    const isLazy = name.startsWith('words for')
    if (!isLazy && [code, ...modules].some((text) => lazy.test(text)))
      problems.push(`${name}: holds the words for Relay's codes`)
    const watchers = modules.filter((module) => watcher.test(module))
    if (watchers.length > 0) problems.push(`${name}: holds watchers: ${watchers.join(', ')}`)
  } catch (error) {
    problems.push(`${name}: can't be bundled: ${String(error)}`)
  }
}
for (const name of ['styles.css', 'styles.unlayered.css']) {
  sizes.push({ name, bytes: measure(readFileSync(dist + name, 'utf8')), maxBytes: 4860 })
}
for (const { name, bytes, maxBytes } of sizes) {
  if (bytes > maxBytes) problems.push(`${name}: ${bytes} bytes gzipped, the budget is ${maxBytes}`)
}

console.log(JSON.stringify(sizes, null, 2))
for (const problem of problems) console.error(problem)
process.exitCode = problems.length > 0 ? 1 : 0

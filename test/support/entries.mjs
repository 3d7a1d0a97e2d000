// @ts-check
/** What each entry point of the built package loads, and what is left of it where nothing of it is used. */
import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { build } from 'vite'

const page = ['@tanstack/react-query', 'react', 'react/jsx-runtime']
/** Feeds draw all of their rows at once before they are printed: `flushSync`. */
const rows = ['@tanstack/react-virtual', 'react-dom']

/** @type {Readonly<Record<string, readonly string[]>>} The packages that an entry can't be loaded without. */
const packages = {
  '.': [...page, ...rows],
  './relay': page,
  './fusion': [...page, ...rows, 'socket.io-client'],
  './covalent': [...page, ...rows, '@stomp/stompjs'],
  './evm': [...page, ...rows],
  './webhook-relay': [...page, ...rows],
  // English stands in the components that say it.
  './locales/en': ['@tanstack/react-query'],
  './bridge': [],
  './protocol': [],
  './protocol/socket-io': ['socket.io-client'],
  './protocol/stomp': ['@stomp/stompjs'],
  './server': [],
  './server/fusion': ['socket.io-client'],
  './server/covalent': ['@stomp/stompjs'],
  './server/evm': [],
  './testing': [],
  './testing/relay': page,
  './testing/fusion': [...page, 'socket.io-client'],
  './testing/covalent': [...page, '@stomp/stompjs'],
  './testing/evm': page,
  './testing/webhook-relay': page,
  './testing/bridge': page,
  './testing/conformance': [],
  './testing/node': ['node:http', 'node:stream/consumers', 'ws'],
}

/** @param {string} name */
const toPackages = (name) => packages[name] ?? (name.startsWith('./locales') ? [] : undefined)

/** Those that pages are made of: whoever bundles them pays for what is used. */
const forPages = ['.', './relay', './fusion', './covalent', './evm', './webhook-relay', './bridge', './protocol']

/** @param {string} file @returns {string[]} */
const importsOf = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^'"]*?["']([^"']+)["']/gm)].map(([, from = '']) => from)

/**
 * @param {string} root
 * @param {ReadonlyMap<string, string>} entries The file of each name in `exports`.
 * @returns {Promise<string[]>} Problems.
 */
export async function checkEntries(root, entries) {
  /** @type {string[]} */
  const problems = []
  /** @type {Map<string, ReadonlySet<string>>} */
  const reached = new Map()

  /**
   * @param {string} file
   * @param {readonly string[]} path Of files that are being read, this one not among them.
   * @returns {ReadonlySet<string>} Packages.
   */
  function walk(file, path = []) {
    if (path.includes(file)) problems.push(`Chunks import each other in a circle: ${[...path, file].join(' -> ')}`)
    const known = reached.get(file)
    if (known || path.includes(file)) return known ?? new Set()
    const found = importsOf(file).flatMap((from) =>
      from.startsWith('.') ? [...walk(join(dirname(file), from), [...path, file])] : [from],
    )
    const all = new Set(found)
    reached.set(file, all)
    return all
  }

  for (const [name, file] of entries) {
    const found = [...walk(join(root, file))].sort().join(', ')
    const wanted = [...(toPackages(name) ?? [])].sort().join(', ')
    if (found !== wanted) problems.push(`${name} needs ${found || 'no package'}, and may need ${wanted || 'none'}`)
  }
  const files = forPages.map((name) => join(root, entries.get(name) ?? ''))
  const nothing = await bundle(files.map((file) => `import '${file}'\n`))
  if (nothing.code) problems.push(`Something runs as soon as a page's entry points are loaded:\n${nothing.code}`)
  const all = await bundle(files.map((file) => `export * from '${file}'\n`))
  const warnings = all.warnings.filter((text) => /\bdist\//.test(text))
  problems.push(...warnings.map((text) => `Whoever bundles a page is warned: ${text}`))
  problems.push(...(await checkTransports(join(root, entries.get('./protocol') ?? ''))))
  return problems
}

/** Words of each transport that no other one has. */
const transports = { webSocket: /No WebSocket/, sse: /event stream/i, jsonRpc: /eth_subscribe/ }

/**
 * Whoever imports one transport gets no other.
 * @param {string} file
 */
async function checkTransports(file) {
  /** @type {string[]} */
  const problems = []
  for (const name of Object.keys(transports)) {
    const { code } = await bundle([`export { ${name} } from '${file}'\n`])
    const found = Object.entries(transports).flatMap(([other, words]) => (words.test(code) ? [other] : []))
    if (String(found) !== name) problems.push(`The transport ${name} comes with ${found.join(', ') || 'nothing'}`)
  }
  return problems
}

/**
 * A page's bundle, by a bundler that believes no `sideEffects` of a manifest: what can't be known to do nothing stays.
 * @param {readonly string[]} lines Of the page's script.
 */
async function bundle(lines) {
  const entry = 'virtual:page'
  /** @type {string[]} */
  const warnings = []
  const result = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'page',
        enforce: 'pre',
        resolveId(id, importer = '') {
          if (id === entry) return id
          if (!/^[./]/.test(id)) return null
          return { id: isAbsolute(id) ? id : join(dirname(importer), id), moduleSideEffects: true }
        },
        load: (id) => (id === entry ? lines.join('') : null),
      },
    ],
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        external: (id) => !/^(\.|\/|virtual:)/.test(id),
        treeshake: { moduleSideEffects: (id) => /^(\/|virtual:)/.test(id) },
        onLog: (_, { message }) => warnings.push(message),
      },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing back.')
  return { code: output.output[0].code.trim(), warnings }
}

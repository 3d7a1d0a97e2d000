// @ts-check
/**
 * `npm run size`: what a page pays, measured on `dist/` as a bundler would take it in, React and TanStack Query not counted.
 * Prints JSON, and fails above a budget.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const dist = new URL('../../dist/', import.meta.url).pathname
const provider = `export { createOnwire, OnwireProvider } from '${dist}exports/index.js'`
const entry = 'virtual:size'

/**
 * Bytes, gzipped. A limit only ever goes down: the goal is what the project has set itself, and hasn't reached yet.
 * What weighs is the engine's care for bad luck, none of which was given up for it.
 */
const budgets = [
  {
    name: 'client and hook',
    maxBytes: 11_900,
    goalBytes: 9000,
    source: `${provider}\nexport { relay, useRelayStatus } from '${dist}exports/relay.js'`,
  },
  {
    name: 'client, hook and timeline',
    maxBytes: 16_700,
    goalBytes: 14_000,
    source: `${provider}\nexport { relay, useRelayStatus, RelayStatusTimeline } from '${dist}exports/relay.js'`,
  },
]

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
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: entry,
        preserveEntrySignatures: 'strict',
        output: { format: 'es' },
        external: /^(react|react-dom|@tanstack\/react-query|@tanstack\/query-core)(\/|$)/,
        onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
      },
    },
  })
  const [output] = Array.isArray(result) ? result : [result]
  if (!output || !('output' in output)) throw new Error('The bundler gave nothing back.')
  const chunks = output.output.filter((file) => file.type === 'chunk')
  return chunks.map((chunk) => chunk.code).join('\n')
}

/** @param {string} text */
const gzipped = (text) => gzipSync(text, { level: 9 }).byteLength

/** @type {{ name: string, bytes: number, maxBytes: number, goalBytes?: number }[]} */
const sizes = []
/** @type {string[]} */
const problems = []

for (const { name, maxBytes, goalBytes, source } of budgets) {
  try {
    const code = await bundle(source)
    sizes.push({ name, bytes: gzipped(code), maxBytes, goalBytes })
    const strangers = ['socket.io', 'engine.io', 'stomp'].filter((word) => code.toLowerCase().includes(word))
    if (strangers.length > 0)
      problems.push(`${name}: holds traces of another protocol's library: ${strangers.join(', ')}`)
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

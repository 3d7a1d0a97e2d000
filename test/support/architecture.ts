import { posix } from 'node:path'
import { climb } from './floors.js'
import type { Node, Source } from './source.js'

/** Which of our own folders each layer may import; `type` means that only types may come from there. */
const arrows: Readonly<Record<string, Readonly<Record<string, 'all' | 'type'>>>> = {
  core: { core: 'all' },
  transports: { transports: 'all', core: 'all' },
  protocols: { protocols: 'all', core: 'all', transports: 'all' },
  react: { react: 'all', core: 'all', protocols: 'all', transports: 'all' },
  components: { components: 'all', react: 'all', core: 'all', protocols: 'all' },
  server: { server: 'all', core: 'all', transports: 'all', protocols: 'all', 'exports/internal': 'all' },
  // Simulators know the contract's types and nothing else of ours, so that they can disagree with the protocols.
  testing: { testing: 'all', core: 'type' },
  'testing/cli.ts': { testing: 'all', 'exports/internal': 'all' },
  // A simulated bridge is the bridge itself, with switches.
  'testing/bridge': { 'testing/bridge': 'all', testing: 'all', server: 'all', core: 'type' },
  // Suites hold others' protocols to the core's own way with feeds.
  'testing/conformance': { 'testing/conformance': 'all', testing: 'all', core: 'all' },
  'testing/react': {
    'testing/react': 'all',
    'testing/bridge': 'all',
    testing: 'all',
    react: 'all',
    core: 'all',
    protocols: 'all',
  },
  exports: {
    core: 'all',
    transports: 'all',
    protocols: 'all',
    react: 'all',
    components: 'all',
    server: 'all',
    testing: 'all',
    'testing/react': 'all',
    'testing/bridge': 'all',
    'testing/conformance': 'all',
  },
  // Lists of all protocols that no entry has: the bridge reads one, the command line the other.
  'exports/internal': { protocols: 'all', testing: 'all' },
}

const withReact = new Set(['react', 'components', 'testing/react'])
const optionalPeers = new Set(['socket.io-client', '@stomp/stompjs'])

/** The core gets its clock, its randomness, its page and its requests handed in. */
const forbiddenInCore = new Set([
  'window',
  'document',
  'navigator',
  'location',
  'self',
  'globalThis',
  'process',
  'fetch',
  'WebSocket',
  'EventSource',
  'XMLHttpRequest',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'requestAnimationFrame',
  'requestIdleCallback',
  'performance',
  'crypto',
  'Date.now',
  'Math.random',
])

const maxLines = 250

function layerOf(path: string): string {
  const [first = '', second = '', third] = path.split('/')
  if (first === 'testing' && /^cli\.ts$/.test(second)) return `testing/${second}`
  return third !== undefined && /^(testing\/(react|bridge|conformance)|exports\/internal)$/.test(`${first}/${second}`)
    ? `${first}/${second}`
    : first
}

/** Everything that one file does against the rules, as sentences. */
export function violations(source: Source): string[] {
  return [
    ...importViolations(source),
    ...globalViolations(source),
    ...statementViolations(source),
    ...clientViolations(source),
    ...(source.lines > maxLines ? [`has ${source.lines} lines, the most is ${maxLines}`] : []),
  ].map((sentence) => `${source.path} ${sentence}`)
}

/** Where a relative import leads, as a path inside `src/` without its ending; nothing for packages. */
function target(path: string, from: string): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from).replace(/\.js$/, '') : undefined
}

function importViolations({ path, imports }: Source): string[] {
  const layer = layerOf(path)
  const allowed = arrows[layer]
  if (!allowed) return [`is in src/${layer}, which is no layer of DESIGN.md`]
  return imports.flatMap(({ from, isType }) => {
    const to = target(path, from)
    return to === undefined
      ? packageViolations(path, layer, from, isType)
      : ownViolations(path, layer, from, to, isType)
  })
}

function ownViolations(path: string, layer: string, from: string, to: string, isType: boolean): string[] {
  const found: string[] = []
  if (!from.endsWith('.js')) found.push(`imports "${from}" without the ending .js`)
  const right = arrows[layer]?.[layerOf(to)]
  if (right === undefined) found.push(`imports "${from}": ${layer} may not import ${layerOf(to)}`)
  if (right === 'type' && !isType) found.push(`imports values from "${from}": only types may come from there`)
  const [, mine] = path.split('/')
  const [, theirs, isInFolder] = to.split('/')
  if (layer === 'protocols' && layerOf(to) === 'protocols' && isInFolder && theirs !== mine && theirs !== 'shared')
    found.push(`imports "${from}": protocols know nothing of each other`)
  if (layer === 'testing/react' && /^protocols\/.*\/wire$/.test(to))
    found.push(`imports "${from}": what a protocol reads off the wire is its own`)
  const climbing = climb(path.replace(/\.tsx?$/, ''), to)
  if (climbing !== undefined) found.push(climbing)
  return found
}

function packageViolations(path: string, layer: string, from: string, isType: boolean): string[] {
  const found: string[] = []
  const isReact = /^(react|react-dom|@tanstack\/react-query)(\/|$)/.test(from)
  if (isReact && !isType && !withReact.has(layer))
    found.push(`imports "${from}": only ${[...withReact].join(', ')} may`)
  if (layer === 'core' && !isType) found.push(`imports "${from}": the core needs no package at run time`)
  if (optionalPeers.has(from) && layer !== 'transports')
    found.push(`imports "${from}": optional peers are for transports`)
  const isNodeSide = path.startsWith('testing/node/') || /^testing\/cli[./]/.test(path) || layer === 'server'
  if (/^(ws|node:.*)$/.test(from) && !isNodeSide)
    found.push(`imports "${from}": that is for testing/node and the server`)
  if (/^onwire(\/|$)/.test(from)) found.push(`imports "${from}": inside src, paths are relative`)
  if (path.startsWith('exports/')) found.push(`re-exports the package "${from}"`)
  return found
}

function globalViolations({ path, globals }: Source): string[] {
  if (layerOf(path) !== 'core') return []
  return [...globals]
    .filter((name) => forbiddenInCore.has(name))
    .map((name) => `uses ${name}: the core has it handed in`)
}

function statementViolations({ path, statements }: Source): string[] {
  const isEntry = path.startsWith('exports/')
  return statements.flatMap((statement) => {
    if (isEntry && !isReExport(statement)) return ['holds something else than named re-exports']
    if (statement.type === 'ExportDefaultDeclaration') return ['has a default export']
    const inner = (statement['declaration'] ?? statement) as Node
    if (inner.type === 'VariableDeclaration') return variableViolations(inner)
    const isWork = inner.type === 'ExpressionStatement' && typeof inner['directive'] !== 'string'
    return isWork && path !== 'testing/cli.ts' ? ['does work when it is imported'] : []
  })
}

function isReExport(statement: Node): boolean {
  return (
    (statement.type === 'ExportNamedDeclaration' && statement['source'] !== null) ||
    typeof statement['directive'] === 'string'
  )
}

function variableViolations(declaration: Node): string[] {
  const names = (declaration['declarations'] as readonly Node[]).flatMap(({ id, init }) => {
    const name = String((id as Node)['name'])
    return declaration['kind'] !== 'const' || isFillable(init as Node | null) ? [name] : []
  })
  return names.map((name) => `keeps state in the module: ${name}`)
}

/** An empty collection is there to be filled. */
function isFillable(init: Node | null): boolean {
  if (!init) return false
  if (init.type === 'NewExpression')
    return /^(Weak)?(Map|Set)$/.test(String((init['callee'] as Node)['name'])) && isEmpty(init['arguments'])
  if (init.type === 'ArrayExpression') return isEmpty(init['elements'])
  return init.type === 'ObjectExpression' && isEmpty(init['properties'])
}

const isEmpty = (list: unknown) => Array.isArray(list) && list.length === 0

/** Where React is, 'use client' is; and nowhere else, or a server could no longer call what stands there. */
function clientViolations({ path, imports, statements, isClient }: Source): string[] {
  const usesReact = imports.some(({ from, isType }) => /^react(-dom)?(\/|$)/.test(from) && !isType)
  const hasHook = statements.some((statement) => {
    const declaration = statement['declaration'] as Node | null | undefined
    return declaration?.type === 'FunctionDeclaration' && /^use[A-Z]/.test(String((declaration['id'] as Node)['name']))
  })
  const needed = usesReact || hasHook || path.endsWith('.tsx')
  if (needed && !isClient) return ["has hooks or components and doesn't start with 'use client'"]
  if (!needed && isClient) return ["starts with 'use client' and has neither hooks nor components"]
  return []
}

/** What a file needs at run time, itself and through all that it imports: our own files (without endings), and packages. */
export function reach(entry: string, all: ReadonlyMap<string, Source>) {
  const files = new Set<string>()
  const packages = new Set<string>()
  const follow = (stem: string): void => {
    if (files.has(stem)) return
    files.add(stem)
    for (const { from, isType } of all.get(stem)?.imports ?? []) {
      if (isType) continue
      const to = target(`${stem}.ts`, from)
      if (to === undefined) packages.add(from)
      else follow(to)
    }
  }
  follow(entry)
  return { files: [...files], packages: [...packages] }
}

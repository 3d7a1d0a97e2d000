import { parseSync } from 'vite'

/** What the architecture's rules ask of one source file. */
export interface Source {
  /** Inside `src/`, with slashes: `core/connection.ts`. */
  readonly path: string
  readonly lines: number
  readonly imports: readonly Import[]
  /** Names read or called that the file itself declares nowhere; types don't count. `Date.now` and `Math.random` come as such. */
  readonly globals: ReadonlySet<string>
  readonly statements: readonly Node[]
  readonly isClient: boolean
}

export interface Import {
  readonly from: string
  /** Erased by the compiler: nothing of it is left at run time. */
  readonly isType: boolean
}

export interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

export function readSource(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} doesn't parse: ${errors[0]?.message ?? 'unknown reason'}`)
  const statements = program.body as unknown as readonly Node[]
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    imports: importsOf(module, text),
    globals: globalsOf(program as unknown as Node),
    statements,
    isClient: statements[0]?.['directive'] === 'use client',
  }
}

/** All that a parsed file imports or re-exports, types too. */
export function importsOf(module: ReturnType<typeof parseSync>['module'], text: string): Import[] {
  const typeOnly = (entries: readonly { readonly isType: boolean }[]) =>
    entries.length > 0 && entries.every((entry) => entry.isType)
  return [
    ...module.staticImports.map((found) => ({ from: found.moduleRequest.value, isType: typeOnly(found.entries) })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) =>
        entry.moduleRequest ? [{ from: entry.moduleRequest.value, isType: entry.isType }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) => ({
      from: text.slice(moduleRequest.start, moduleRequest.end).replaceAll(/^['"`]|['"`]$/g, ''),
      isType: false,
    })),
  ]
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Type-level syntax; the last four wrap a value. */
const isErased = (node: Node) =>
  node.type.startsWith('TS') &&
  !['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSEnumDeclaration'].includes(node.type)

/** `process.env.NODE_ENV` is no global: bundlers put the mode in its place. */
const isBuildMode = ({ object, property, type }: Node) =>
  type === 'MemberExpression' &&
  isNode(object) &&
  isNode(object['object']) &&
  isNode(property) &&
  [object['object']['name'], property['name']].join('.') === 'process.NODE_ENV'

function globalsOf(program: Node): Set<string> {
  const read = new Set<string>()
  const declared = new Set<string>()

  const declare = (pattern: unknown): void => {
    if (!isNode(pattern)) return
    if (pattern.type === 'Identifier') declared.add(String(pattern['name']))
    for (const part of [pattern['left'], pattern['argument'], pattern['value']]) declare(part)
    for (const list of [pattern['properties'], pattern['elements']]) if (Array.isArray(list)) list.forEach(declare)
  }

  const visit = (node: Node): void => {
    if (isErased(node) || isBuildMode(node)) return
    if (node.type === 'Identifier') read.add(String(node['name']))
    if (
      node.type === 'VariableDeclarator' ||
      node.type.endsWith('FunctionDeclaration') ||
      node.type.startsWith('Class')
    )
      declare(node['id'])
    if (node.type.startsWith('Import') && isNode(node['local'])) declare(node['local'])
    if (node.type === 'FunctionDeclaration') declare(node['id'])
    if (node.type === 'CatchClause') declare(node['param'])
    if (Array.isArray(node['params'])) node['params'].forEach(declare)
    if (node.type === 'MemberExpression' && isNode(node['object']) && isNode(node['property']))
      read.add(`${String(node['object']['name'])}.${String(node['property']['name'])}`)
    for (const [key, value] of Object.entries(node)) {
      const isName = node['computed'] !== true && (key === 'property' || (key === 'key' && node['shorthand'] !== true))
      if (isName) continue
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
    }
  }

  visit(program)
  return new Set([...read].filter((name) => !declared.has(name)))
}

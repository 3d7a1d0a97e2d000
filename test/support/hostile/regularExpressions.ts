import { readdirSync, readFileSync } from 'node:fs'
import { parseSync } from 'vite'
import type { Node } from '../source.js'

/** A regular expression of a source file. */
export interface FoundExpression {
  /** The file inside `src/`, and the line. */
  readonly place: string
  /** Undefined where the pattern isn't known before the code runs: then nobody can measure it. */
  readonly expression: RegExp | undefined
}

const root = new URL('../../../src/', import.meta.url)

/** Finds the regular expressions of all source files in these folders of `src`. */
export function findExpressions(folders: readonly string[]): readonly FoundExpression[] {
  return folders.flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.tsx?$/.test(path))
      .sort()
      .flatMap((path) => readExpressions(path, readFileSync(new URL(path, root), 'utf8'))),
  )
}

/** Reads literals, `RegExp(…)`, and the texts that `match`, `matchAll` and `search` take for patterns. */
export function readExpressions(path: string, text: string): readonly FoundExpression[] {
  const found: FoundExpression[] = []
  const splitters = new Set<Node>()
  const note = (node: Node, expression: RegExp | undefined) => {
    const line = text.slice(0, Number(node['start'])).split('\n').length
    found.push({ place: `${path}:${line}`, expression })
  }

  const visit = (node: Node): void => {
    const { regex } = node
    // `split` goes through the whole text, as a global one does.
    if (isPattern(regex))
      note(node, new RegExp(regex.pattern, splitters.has(node) ? toGlobal(regex.flags) : regex.flags))
    const called = isNode(node['callee']) ? node['callee'] : undefined
    const [pattern, flags] = Array.isArray(node['arguments']) ? (node['arguments'] as readonly unknown[]) : []
    if (called?.['name'] === 'RegExp') note(node, compile(toConstant(pattern), flags ? toConstant(flags) : ''))
    const method = called && isNode(called['property']) ? String(called['property']['name']) : ''
    if (method === 'split' && isNode(pattern)) splitters.add(pattern)
    const constant = toConstant(pattern)
    if (/^(match|matchAll|search)$/.test(method) && constant !== undefined) note(node, compile(constant, 'g'))
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child)
  }

  visit(parseSync(path, text).program as unknown as Node)
  return found
}

function toGlobal(flags: string): string {
  return flags.includes('g') ? flags : `${flags}g`
}

function compile(pattern: string | undefined, flags: string | undefined): RegExp | undefined {
  return pattern === undefined || flags === undefined ? undefined : new RegExp(pattern, flags)
}

/** The text of a literal, or of a template without a place for another value. */
function toConstant(node: unknown): string | undefined {
  if (!isNode(node)) return undefined
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value']
  const { expressions, quasis } = node
  if (node.type !== 'TemplateLiteral' || !Array.isArray(expressions) || expressions.length > 0) return undefined
  const [only] = quasis as readonly { readonly value: { readonly cooked: string } }[]
  return only?.value.cooked
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}

function isPattern(value: unknown): value is { readonly pattern: string; readonly flags: string } {
  return typeof value === 'object' && value !== null && 'pattern' in value
}

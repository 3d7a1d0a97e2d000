import type { Node } from '../support/source.js'
import type { SourceFile } from './readProject.js'
import { lineAt, walk } from './readProject.js'

/** A function with a body, wherever it stands. */
export interface FunctionFacts {
  readonly name: string
  /** `core/engine/engine.ts:12`. */
  readonly place: string
  /** From its first line to its last. */
  readonly lines: number
  /** Variables that `let` declares in its own body; those of functions inside it are theirs. */
  readonly lets: number
}

export function functionsOf(file: SourceFile): FunctionFacts[] {
  const names = new Map<unknown, string>()
  const found: FunctionFacts[] = []
  walk(file.program, (node) => {
    for (const [of, name] of namesGiven(node)) names.set(of, name)
    if (!isFunction(node)) return
    const first = lineAt(file, Number(node['start']))
    found.push({
      name: idOf(node) ?? names.get(node) ?? 'a function without a name',
      place: `${file.path}:${first}`,
      lines: lineAt(file, Number(node['end'])) - first + 1,
      lets: letsOf(node),
    })
  })
  return found
}

const isFunction = (node: Node) =>
  (node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression') &&
  Boolean(node['body'])

function namesGiven(node: Node): [unknown, string][] {
  const key = (node['id'] ?? node['key']) as Node | null | undefined
  const name = key?.['name']
  if (typeof name !== 'string') return []
  return [
    [node['init'], name],
    [node['value'], name],
  ]
}

const idOf = (node: Node) => (node['id'] as Node | null | undefined)?.['name'] as string | undefined

function letsOf(fn: Node): number {
  let count = 0
  walk(fn['body'], (node) => {
    if (isFunction(node)) return false
    if (node.type === 'VariableDeclaration' && node['kind'] === 'let')
      count += (node['declarations'] as readonly Node[]).length
    return true
  })
  return count
}

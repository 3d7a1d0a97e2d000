import type { Node } from '../support/source.js'
import type { SourceFile } from './readProject.js'
import { placeOf, walk } from './readProject.js'

/**
 * Places where a file asks a protocol for a topic's `key`, or to `check` a topic.
 * Calls of a member of that name count on any object, other reads of it only on a protocol.
 */
export function usesOf(member: 'key' | 'check', file: SourceFile): string[] {
  const found = new Map<unknown, string>()
  const add = (node: Node) => found.set(node['start'], placeOf(file, node))
  walk(file.program, (node) => {
    const callee = node['callee'] as Node | undefined
    if (node.type === 'CallExpression' && callee && isMember(callee, member)) add(callee)
    if (isMember(node, member) && isProtocol(node['object'])) add(node)
    if (node.type === 'VariableDeclarator' && isProtocol(node['init']) && takes(node['id'] as Node, member)) add(node)
  })
  return [...found.values()]
}

const isMember = (node: Node, member: string) =>
  node.type === 'MemberExpression' && node['computed'] !== true && (node['property'] as Node)['name'] === member

/** `protocol`, `engine.protocol`, `theirProtocol`. */
function isProtocol(value: unknown): boolean {
  const node = value as Node | null | undefined
  const name = node?.type === 'MemberExpression' ? (node['property'] as Node)['name'] : node?.['name']
  return /protocol$/i.test(String(name))
}

const takes = (pattern: Node, member: string) =>
  pattern.type === 'ObjectPattern' &&
  (pattern['properties'] as readonly Node[]).some((each) => (each['key'] as Node | undefined)?.['name'] === member)

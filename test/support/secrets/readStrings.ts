/**
 * All texts that somebody with devtools finds in a value, each with its path: in objects, arrays, maps, sets, errors and buffers, in
 * their keys too. Bounded: of a long list the first and the last fifty, and no further than ten levels down. What is private to a
 * function or a class isn't seen, by devtools neither.
 */
export function readStrings(root: unknown, tell: (path: string, text: string) => void): void {
  const seen = new Set<object>()
  let left = 20_000

  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'string') return tell(path, value)
    if (typeof value !== 'object' || value === null || depth > 10 || seen.has(value) || (left -= 1) < 0) return
    seen.add(value)
    if (ArrayBuffer.isView(value)) return tell(path, toText(value))
    if (isForeign(value)) return
    if (value instanceof URL || value instanceof Date) return tell(path, String(value))
    if (Array.isArray(value)) return sample(value).forEach((item) => visit(item, `${path}[]`, depth + 1))
    if (value instanceof Map)
      return sample([...value]).forEach(([key, item]) => {
        visit(key, `${path}.key`, depth + 1)
        visit(item, path, depth + 1)
      })
    if (value instanceof Set) return sample([...value]).forEach((item) => visit(item, path, depth + 1))
    if (value instanceof Error)
      for (const key of ['name', 'message', 'stack', 'cause'] as const) visit(value[key], `${path}.${key}`, depth + 1)
    for (const key of Object.keys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key)
      // A getter is run by whoever opens it, and may do something.
      if (!descriptor || descriptor.get) continue
      tell(path, key)
      visit(descriptor.value, `${path}.${key}`, depth + 1)
    }
  }
  visit(root, '', 0)
}

const sample = <Item>(items: readonly Item[]): readonly Item[] =>
  items.length <= 100 ? items : [...items.slice(0, 50), ...items.slice(-50)]

/** The document and its nodes, windows, and React's own tree: what is in them is read elsewhere. */
const isForeign = (value: object): boolean =>
  'nodeType' in value || 'window' in value || ('stateNode' in value && 'memoizedProps' in value)

function toText(bytes: ArrayBufferView): string {
  return new TextDecoder('latin1').decode(
    new Uint8Array(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)),
  )
}

import { isText } from '../../../protocols/shared/guards.js'

/** A whitelisted path, read. */
export interface CallPath {
  readonly template: string
  readonly segments: readonly string[]
  readonly query: Readonly<Record<string, string>>
}

export interface MatchedPath {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

const plain = /^[\w.~-]{0,100}$/
const named = /^\{(\w{1,40})\}$/
/** Leads elsewhere within an address. */
const dots = /^\.+$/

/** Reads an entry of the whitelist. Undefined where it is none. */
export function readCallPath(template: unknown): CallPath | undefined {
  if (!isText(template) || !template.startsWith('/')) return undefined
  const { 0: path = '', 1: query = '', length } = template.split('?')
  const segments = path.split('/')
  const isGood = segments.every((each) => named.test(each) || (plain.test(each) && !dots.test(each)))
  return isGood && length < 3
    ? { template, segments, query: Object.fromEntries(new URLSearchParams(query)) }
    : undefined
}

/** Compares character by character: nothing is decoded, and nothing resolved. */
export function matchCallPath(paths: readonly CallPath[], path: string): MatchedPath | undefined {
  const parts = path.split('/', maxSegments)
  for (const { query, segments, template } of paths) {
    if (segments.length !== parts.length) continue
    const params: [string, string][] = []
    const isMatch = segments.every((segment, index) => {
      const part = parts[index] ?? ''
      const name = named.exec(segment)?.[1]
      if (name === undefined) return segment === part
      params.push([name, part])
      return part !== '' && plain.test(part) && !dots.test(part)
    })
    if (isMatch) return { template, params: Object.fromEntries(params), query }
  }
  return undefined
}

/** More than any path has. */
const maxSegments = 30

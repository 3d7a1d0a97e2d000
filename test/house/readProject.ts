import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'vite'
import type { Import, Node } from '../support/source.js'
import { importsOf } from '../support/source.js'

/** One file of `src`, parsed with its types and comments. */
export interface SourceFile {
  /** Inside `src/`, with slashes: `core/engine/engine.ts`. */
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
  readonly program: Node
  readonly comments: readonly Comment[]
  readonly imports: readonly Import[]
}

interface Comment {
  readonly start: number
  readonly end: number
}

/** All that figures are counted in. */
export interface Project {
  readonly files: readonly SourceFile[]
  /** Size of README.md in bytes. */
  readonly readmeBytes: number
  /** Declarations of the built package by their path; nothing where it isn't built, or wasn't asked for. */
  readonly declarations: ReadonlyMap<string, string> | undefined
}

/** Reads the project in a folder; what was built of it only where that is asked for. */
export function readProject(root: string, { withBuild }: { readonly withBuild: boolean }): Project {
  const src = join(root, 'src')
  const dist = join(root, 'dist')
  return {
    files: filesIn(src, /\.tsx?$/).map((path) => readFile(path, readFileSync(join(src, path), 'utf8'))),
    readmeBytes: readFileSync(join(root, 'README.md')).byteLength,
    declarations:
      withBuild && existsSync(join(dist, 'exports/index.d.ts'))
        ? new Map(filesIn(dist, /\.d\.ts$/).map((path) => [path, readFileSync(join(dist, path), 'utf8')]))
        : undefined,
  }
}

export function readFile(path: string, text: string): SourceFile {
  const { program, comments, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path} doesn't parse: ${errors[0]?.message ?? 'unknown reason'}`)
  const lines = text.trimEnd().split('\n')
  const imports = [...importsOf(module, text), ...typeImports(program)]
  return { path, text, lines, program: program as unknown as Node, comments, imports }
}

/** `import('./a.js').A` as a type: no statement, and an arrow all the same. */
function typeImports(program: unknown): Import[] {
  const found: Import[] = []
  walk(program, (node) => {
    if (node.type === 'TSImportType') found.push({ from: String((node['source'] as Node)['value']), isType: true })
  })
  return found
}

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .sort()
}

/** A path without its ending. */
export const stem = (path: string) => path.replace(/\.tsx?$/, '')

/** The stem of the file of ours that an import leads to; nothing for a package. */
export function importedStem(path: string, from: string): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(path), from).replace(/\.js$/, '') : undefined
}

/** The line, counted from 1, that an offset into the text lies on. */
export const lineAt = ({ text }: SourceFile, offset: number) => text.slice(0, offset).split('\n').length

/** `core/engine/engine.ts:12`. */
export const placeOf = (file: SourceFile, { start }: Node) => `${file.path}:${lineAt(file, Number(start))}`

/** Calls `visit` for `node` and every node under it, types too. Where `visit` returns false, the walk goes no deeper. */
export function walk(node: unknown, visit: (node: Node) => boolean | void): void {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, visit)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (isNode(node) && visit(node) === false) return
  for (const value of Object.values(node)) if (typeof value === 'object') walk(value, visit)
}

const isNode = (value: object): value is Node => typeof (value as { type?: unknown }).type === 'string'

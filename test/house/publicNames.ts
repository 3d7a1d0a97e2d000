import type { Node } from '../support/source.js'
import type { SourceFile } from './readProject.js'
import { importedStem, stem } from './readProject.js'

interface Meaning {
  /** The file that declares it, without ending. */
  readonly file: string
  /** Its name there. */
  readonly name: string
}

/**
 * Public names that stand for more than one declaration. A declaration goes by the name that an entry exports it under,
 * and by its own, which is what a hover shows. Each is told with where it is declared.
 */
export function ambiguousNames(files: readonly SourceFile[]): string[] {
  const byStem = new Map(files.map((file) => [stem(file.path), file]))
  const meanings = new Map<string, Map<string, Meaning>>()
  const add = (name: string, meaning: Meaning) => {
    const all = meanings.get(name) ?? new Map<string, Meaning>()
    meanings.set(name, all.set(`${meaning.file} ${meaning.name}`, meaning))
  }
  for (const file of files) {
    if (!/^exports\/[^/]+$/.test(file.path)) continue
    for (const [name, meaning] of exportsOf(file, byStem)) {
      add(name, meaning)
      add(meaning.name, meaning)
    }
  }
  return [...meanings]
    .filter(([, all]) => all.size > 1)
    .map(([name, all]) => `${name} (${[...all.values()].map((each) => `${each.file} ${each.name}`).join(', ')})`)
    .sort()
}

/** The names that a file exports, re-exports followed to their declarations. */
function exportsOf(file: SourceFile, byStem: ReadonlyMap<string, SourceFile>): Map<string, Meaning> {
  const found = new Map<string, Meaning>()
  const imported = importedNames(file)
  for (const statement of file.program['body'] as readonly Node[]) {
    if (statement.type !== 'ExportNamedDeclaration') continue
    const from = (statement['source'] as Node | null)?.['value']
    for (const specifier of statement['specifiers'] as readonly Node[]) {
      const local = nameOf(specifier['local'])
      const [at, name] = typeof from === 'string' ? [from, local] : (imported.get(local) ?? [undefined, local])
      found.set(nameOf(specifier['exported']), resolve(file, at, name, byStem))
    }
    for (const name of declaredBy(statement['declaration'] as Node | null))
      found.set(name, { file: stem(file.path), name })
  }
  return found
}

function resolve(
  file: SourceFile,
  from: string | undefined,
  name: string,
  byStem: ReadonlyMap<string, SourceFile>,
): Meaning {
  const to = from === undefined ? undefined : importedStem(file.path, from)
  const target = to === undefined ? undefined : byStem.get(to)
  if (!target) return { file: from ?? stem(file.path), name }
  return exportsOf(target, byStem).get(name) ?? { file: stem(target.path), name }
}

function importedNames({ program }: SourceFile): Map<string, [from: string, name: string]> {
  const found = new Map<string, [string, string]>()
  for (const statement of program['body'] as readonly Node[]) {
    if (statement.type !== 'ImportDeclaration') continue
    for (const specifier of statement['specifiers'] as readonly Node[])
      if (specifier['imported'])
        found.set(nameOf(specifier['local']), [
          String((statement['source'] as Node)['value']),
          nameOf(specifier['imported']),
        ])
  }
  return found
}

const nameOf = (node: unknown) => String((node as Node)['name'] ?? (node as Node)['value'])

function declaredBy(declaration: Node | null): string[] {
  if (!declaration) return []
  if (declaration['id']) return [nameOf(declaration['id'])]
  return ((declaration['declarations'] ?? []) as readonly Node[]).map(({ id }) => nameOf(id))
}

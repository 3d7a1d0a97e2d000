import type { SourceFile } from './readProject.js'

/** Protocols by the folder that each has in `src/protocols`; the bridge is none, since it carries all the others. */
export function protocolNames(files: readonly SourceFile[]): string[] {
  const folders = files.flatMap(({ path }) => /^protocols\/([^/]+)\//.exec(path)?.[1] ?? [])
  return [...new Set(folders)].filter((name) => name !== 'shared' && name !== 'bridge')
}

/** A file that names Relay alone isn't shared: its webhooks have files of their own in the server and in the simulators. */
const withOwnFiles = 'relay'

/**
 * Files that a new protocol edits: they belong to no protocol by their path, and name one in code, an import or a string.
 * Comments don't count. `src/exports` counts as one file, since each protocol's entry stands there. Languages don't: they
 * have the words of every family, which the compiler asks them for.
 */
export function sharedFiles(files: readonly SourceFile[]): string[] {
  const names = protocolNames(files)
  const shared = files.flatMap((file) => {
    if (namedIn(file.path, names).length > 0 || file.path.startsWith('components/locales/')) return []
    const named = namedIn(withoutComments(file), names)
    return named.some((name) => name !== withOwnFiles) ? [{ path: file.path, named }] : []
  })
  const toText = ({ path, named }: (typeof shared)[number]) => `${path} (${named.join(', ')})`
  const [entries, others] = [true, false].map((isEntry) =>
    shared.filter(({ path }) => path.startsWith('exports/') === isEntry),
  )
  return [...(entries?.length ? [entries.map(toText).join('; ')] : []), ...(others ?? []).map(toText)]
}

/** Any spelling of a name counts (`webhookRelay`, `webhook-relay`), but not where it is only the end of another name. */
function namedIn(text: string, names: readonly string[]): string[] {
  let rest = text
  return [...names]
    .sort((a, b) => b.length - a.length)
    .filter((name) => {
      const pattern = new RegExp(name.replaceAll(/([A-Z])/g, '[-_ ]?$1'), 'gi')
      const without = rest.replaceAll(pattern, '')
      const isNamed = without !== rest
      rest = without
      return isNamed
    })
}

function withoutComments({ text, comments }: SourceFile): string {
  let from = 0
  let kept = ''
  for (const { start, end } of comments) {
    kept += text.slice(from, start)
    from = end
  }
  return kept + text.slice(from)
}

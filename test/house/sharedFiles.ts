import type { SourceFile } from './readProject.js'

/** Protocols by the folder that each has in `src/protocols`, apart from what they share and what they are all served through. */
export function protocolNames(files: readonly SourceFile[]): string[] {
  const folders = files.flatMap(({ path }) => /^protocols\/([^/]+)\//.exec(path)?.[1] ?? [])
  return [...new Set(folders)].filter((name) => name !== 'shared' && name !== 'bridge')
}

/** Its webhooks are a wing of their own, in the server and in what simulates it: a file that names Relay alone is of that wing. */
const withWing = 'relay'

/**
 * Files that whoever adds a protocol has to edit: those that belong to no protocol by their path, and name one in code, in an import
 * or in a string. Comments don't count. `src/exports` counts as one, since each protocol's entry stands there.
 */
export function sharedFiles(files: readonly SourceFile[]): string[] {
  const names = protocolNames(files)
  const shared = files.flatMap((file) => {
    if (namedIn(file.path, names).length > 0) return []
    const named = namedIn(withoutComments(file), names)
    return named.some((name) => name !== withWing) ? [{ path: file.path, named }] : []
  })
  const told = ({ path, named }: (typeof shared)[number]) => `${path} (${named.join(', ')})`
  const [entries, others] = [true, false].map((isEntry) =>
    shared.filter(({ path }) => path.startsWith('exports/') === isEntry),
  )
  return [...(entries?.length ? [entries.map(told).join('; ')] : []), ...(others ?? []).map(told)]
}

/** A name counts however it is written (`webhookRelay`, `webhook-relay`), and not where it is only the end of another's. */
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

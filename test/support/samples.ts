/** A TypeScript sample of a page. */
export interface Sample {
  /** The page's path in the repository. */
  readonly page: string
  /** The line of its first line of code, from 1. */
  readonly line: number
  readonly extension: 'ts' | 'tsx'
  readonly code: string
}

const fence = /^(?<indent>\s*)(?<ticks>`{3,}|~{3,})(?<info>.*)$/
const languages: Readonly<Record<string, Sample['extension']>> = {
  ts: 'ts',
  typescript: 'ts',
  mts: 'ts',
  cts: 'ts',
  tsx: 'tsx',
}

/** Returns every sample of a page. Words after the language change nothing: no sample can be left out. */
export function samplesOf(page: string, text: string): readonly Sample[] {
  const samples: Sample[] = []
  const lines = text.split(/\r?\n/)
  for (let index = 0; index < lines.length; index += 1) {
    const { indent = '', info = '', ticks } = fence.exec(lines[index] ?? '')?.groups ?? {}
    if (ticks === undefined) continue
    const start = index + 1
    do index += 1
    while (index < lines.length && !isEnd(lines[index] ?? '', ticks))
    const extension = languages[/^\s*\{?\.?(\w*)/.exec(info)?.[1]?.toLowerCase() ?? '']
    if (!extension) continue
    const code = lines.slice(start, index).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    samples.push({ page, line: start + 1, extension, code: code.join('\n') })
  }
  return samples
}

const isEnd = (line: string, ticks: string) => line.trim().startsWith(ticks) && /^\s*(`+|~+)\s*$/.test(line)

/** What is written down of the tests' code, for the search for secrets. */
export type Kind =
  | 'console'
  | 'output'
  | 'errors'
  | 'diagnostics'
  | 'simulators'
  | 'queries'
  | 'components'
  | 'pages'
  | 'signatures'

type Write = (kind: Kind, text: string) => unknown

interface Recorder {
  readonly seen: Map<Kind, Set<string>>
  readonly waiting: Map<Kind, string[]>
  readonly write: Write
  /** Called by what `recordPlugin` puts into the source. */
  readonly record: typeof record
}

/** On the global object: a test's modules and those of its set-up may be two copies. */
const place = Symbol.for('onwire.recorder')
const holder = globalThis as { [place]?: Recorder }

/** A line longer than this is cut: frames of some megabytes are made by tests of limits. */
const maxLength = 100_000

export function startRecorder(write: Write): void {
  holder[place] ??= { seen: new Map(), waiting: new Map(), write, record }
}

/**
 * Keeps what is new: a value of which there was none with this `identity`; of simulated frames those that differ in more than numbers and
 * hashes. Does nothing where no recorder was started, as in every run
 * but that of `npm test`.
 */
export function record(kind: Kind, value: unknown, identity?: string): void {
  const recorder = holder[place]
  if (!recorder) return
  const line = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, maxLength)
  const name = identity ?? (kind === 'simulators' ? line.replaceAll(/0x[0-9a-f]+|\d+/g, '0') : line)
  const seen = recorder.seen.get(kind) ?? new Set()
  if (line === '' || seen.has(name)) return
  recorder.seen.set(kind, seen.add(name))
  const waiting = recorder.waiting.get(kind)
  if (waiting) waiting.push(line)
  else recorder.waiting.set(kind, [line])
}

/** Notes a text that devtools show, the first time that it is shown. Shorter ones hold no marker. */
export function recordShown(kind: 'queries' | 'components'): (path: string, text: string) => void {
  return (path, text) => {
    if (text.length >= 6) record(kind, `${path}: ${text}`, text)
  }
}

/** Hands over what has come since the last time. */
export async function flush(): Promise<void> {
  const recorder = holder[place]
  if (!recorder) return
  const kinds = [...recorder.waiting]
  recorder.waiting.clear()
  await Promise.all(kinds.map(([kind, lines]) => recorder.write(kind, `${lines.join('\n')}\n`)))
}

import { createStore, type Store } from './createStore.js'

/** What can be read off a frame or an answer. */
export interface WireFacts {
  /** Whom it concerns, in lower case; everyone where it is absent. */
  readonly subject?: string | undefined
  /** What it tells: a status, or a log's transaction. */
  readonly told?: string | undefined
}

/** One thing that went over the wire, as this page saw it. */
export interface WireEntry extends WireFacts {
  readonly seq: number
  /** In unix ms. */
  readonly at: number
  readonly via: 'socket' | 'bridge' | 'poll'
  /** `note`: the link itself opened or closed. */
  readonly direction: 'in' | 'out' | 'note'
  readonly text: string
}

export interface WireLog {
  /** Told of at most ten times a second: ten thousand frames a second are no reason to draw as often. */
  readonly entries: Store<readonly WireEntry[]>
  add(entry: Pick<WireEntry, 'via' | 'direction' | 'text'> & { readonly about?: string }): void
  /** What first told that after that entry. */
  findBringer(subject: string, told: string, afterSeq: number): WireEntry | undefined
  /** The newest news of it after that entry. */
  findLast(subject: string, afterSeq: number): WireEntry | undefined
}

const kept = 400
const textLimit = 2_000
const tellEveryMs = 100

export function createWireLog(read: (text: string, about: string) => WireFacts): WireLog {
  const entries = createStore<readonly WireEntry[]>([])
  const all: WireEntry[] = []
  let seq = 0
  let isTelling = false

  return {
    entries,
    add({ about = '', direction, text, via }) {
      const { subject, told } = read(text, about)
      const common = { seq: (seq += 1), at: Date.now(), via, direction, text: text.slice(0, textLimit) }
      all.push({ ...common, subject: subject?.toLowerCase(), told: direction === 'in' ? told : undefined })
      if (all.length > 2 * kept) all.splice(0, all.length - kept)
      if (isTelling) return
      isTelling = true
      setTimeout(() => {
        isTelling = false
        entries.set(() => all.slice(-kept))
      }, tellEveryMs)
    },
    findBringer: (subject, told, afterSeq) =>
      all.find((entry) => entry.seq > afterSeq && entry.told === told && entry.subject === subject.toLowerCase()),
    findLast(subject, afterSeq) {
      const isIt = (entry: WireEntry) =>
        entry.seq > afterSeq && entry.direction === 'in' && entry.subject === subject.toLowerCase()
      return all.filter(isIt).at(-1)
    },
  }
}

import { createStore, type Store } from './createStore.js'

/** One thing that went over the wire, as this page saw it. */
export interface WireEntry {
  readonly seq: number
  /** In unix ms. */
  readonly at: number
  readonly via: 'socket' | 'poll'
  /** `note`: the link itself opened or closed. */
  readonly direction: 'in' | 'out' | 'note'
  readonly text: string
  /** Whom it concerns, in lower case; everyone where it is absent. */
  readonly requestId?: string
  /** The status that it told. */
  readonly status?: string
}

export interface WireLog {
  readonly entries: Store<readonly WireEntry[]>
  add(entry: Pick<WireEntry, 'via' | 'direction' | 'text'> & { readonly about?: string }): void
  /** What first told that status after that entry. */
  findBringer(requestId: string, status: string, afterSeq: number): WireEntry | undefined
}

const kept = 400
const textLimit = 2_000

export function createWireLog(): WireLog {
  const entries = createStore<readonly WireEntry[]>([])
  let seq = 0
  return {
    entries,
    add({ about = '', direction, text, via }) {
      const requestId = /0x[\da-f]{64}/i.exec(about || text)?.[0].toLowerCase()
      const status = direction === 'in' ? toStatus(text) : undefined
      const entry: WireEntry = {
        seq: (seq += 1),
        at: Date.now(),
        via,
        direction,
        text: text.slice(0, textLimit),
        ...(requestId && { requestId }),
        ...(status && { status }),
      }
      entries.set((all) => [...all.slice(1 - kept), entry])
    },
    findBringer: (requestId, status, afterSeq) =>
      entries
        .get()
        .find(
          (entry) => entry.seq > afterSeq && entry.status === status && entry.requestId === requestId.toLowerCase(),
        ),
  }
}

/** Updates carry it in `data`, answers of REST at the top. Acknowledgements have a status too, but no request's. */
function toStatus(text: string): string | undefined {
  if (/"type":"(subscribe|unsubscribe|connection)"/.test(text)) return undefined
  return /"status":"(\w+)"/.exec(text)?.[1]
}

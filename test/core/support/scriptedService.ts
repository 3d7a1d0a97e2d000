import { createTrials } from '../../../src/core/connection/trials.js'
import type { Incoming, Liveness, LiveProtocol } from '../../../src/core/contract/protocol.js'
import type { Source } from '../../../src/core/contract/topic.js'
import type { CloseReason, TransportEvents } from '../../../src/core/contract/transport.js'

/** A service of a few words, whose every word is the test's. */
export interface ScriptedService {
  readonly protocol: LiveProtocol<NoteTopic, Note, string, string>
  /** Every link that was opened, oldest first. */
  readonly links: readonly ScriptedLink[]
  readonly requests: readonly ScriptedRequest[]
  /** What happened on either way: `open`, `close`, `send +a`, `ask a`. */
  readonly log: readonly string[]
  /** How often each frame was decoded against how many topics. */
  readonly decodedAgainst: (readonly NoteTopic[])[]
  /** Answers requests at once; without it they wait for the test. */
  answer: ((key: string) => Note | Error) | undefined
  /** Called within `transport.open`, before it returns. */
  onOpen: ((events: TransportEvents<string>) => void) | undefined
  /** Called with each frame that is sent. */
  onSend: ((frame: string) => void) | undefined
  last(): ScriptedLink
}

export interface NoteTopic {
  readonly kind: 'note'
  readonly name: string
}

/** Newer by `at`. */
export interface Note {
  readonly at: number
  readonly word: string
}

export interface ScriptedLink {
  readonly sent: readonly string[]
  readonly isClosed: boolean
  open(): void
  /** `ready`, `ack a`, `note a 3 word`, `refuse`, `refuse a`, `fault`, `alive`; `throw` makes the decoder throw, all else is junk. */
  say(...frames: string[]): void
  close(reason?: Partial<CloseReason>): void
}

export interface ScriptedRequest {
  readonly key: string
  readonly signal: AbortSignal
  answer(note: Note): void
  fail(error: unknown): void
}

export const graceOfFailureMs = 600_000
export const refusalCode = 4401

export const toTopic = (name: string): NoteTopic => ({ kind: 'note', name })

export function createScriptedService(
  options: { readonly liveness?: Liveness; readonly requestsPerMinute?: number } = {},
): ScriptedService {
  const links: ScriptedLink[] = []
  const requests: ScriptedRequest[] = []
  const log: string[] = []
  const decodedAgainst: (readonly NoteTopic[])[] = []

  function openLink(events: TransportEvents<string>) {
    const sent: string[] = []
    let isOpen = false
    let isOver = false
    log.push('open')
    const link = {
      sent,
      get isClosed() {
        return isOver
      },
      open() {
        isOpen = true
        events.open()
      },
      // Late frames are told even after the end: whether they are heeded is the engine's matter.
      say: (...frames: string[]) => frames.forEach((frame) => events.frame(frame)),
      close(reason: Partial<CloseReason> = {}) {
        isOver = true
        events.close({ opened: isOpen, message: 'closed by the script', ...reason })
      },
    }
    links.push(link)
    service.onOpen?.(events)
    return {
      send(frame: string) {
        service.onSend?.(frame)
        log.push(`send ${frame}`)
        sent.push(frame)
      },
      close() {
        isOver = true
        log.push('close')
      },
    }
  }

  const service: ScriptedService = {
    links,
    requests,
    log,
    decodedAgainst,
    answer: undefined,
    onOpen: undefined,
    onSend: undefined,
    last: () => links.at(-1) ?? fail('No link was opened.'),
    protocol: {
      id: 'scripted',
      name: 'scripted',
      key: ({ name }) => name,
      check: () => undefined,
      ...(options.requestsPerMinute === undefined ? {} : { requestsPerMinute: options.requestsPerMinute }),
      live: {
        transport: { open: openLink },
        sync: toFrames,
        decode(frame, topics) {
          decodedAgainst.push(topics)
          return [decode(frame)]
        },
        refusals: [refusalCode],
        trials: createTrials,
        liveness: { greets: true, ...(options.liveness ?? { readyMs: 10_000, ackMs: 5_000 }) },
      },
      stateOf: () => ({
        fetch: ({ name }, { request }) =>
          request(
            (signal) =>
              new Promise<Note>((resolve, reject) => {
                log.push(`ask ${name}`)
                requests.push({ key: name, signal, answer: resolve, fail: reject })
                const answer = service.answer?.(name)
                if (answer instanceof Error) reject(answer)
                else if (answer) resolve(answer)
              }),
          ),
        merge: (previous: Note | undefined, next: Note, _how: Source) =>
          previous === undefined || next.at > previous.at ? next : previous,
        hasMoved: (from, to) => from.word !== to.word,
        finality: ({ word }) =>
          word === 'end' ? 'final' : word === 'failure' ? { afterMs: graceOfFailureMs } : 'open',
        revive: (value) => (isNote(value) ? value : undefined),
      }),
    },
  }
  return service
}

function toFrames(wanted: readonly NoteTopic[], sent: readonly NoteTopic[]): readonly string[] {
  const wantedNames = new Set(wanted.map(({ name }) => name))
  const sentNames = new Set(sent.map(({ name }) => name))
  return [
    ...[...wantedNames].filter((name) => !sentNames.has(name)).map((name) => `+${name}`),
    ...[...sentNames].filter((name) => !wantedNames.has(name)).map((name) => `-${name}`),
  ]
}

function decode(frame: string): Incoming<Note> {
  const [type, key, at, word = ''] = frame.split(' ')
  if (type === 'throw') throw new Error('The decoder broke.')
  if (type === 'ready' || type === 'alive') return { type }
  if (type === 'pong') return { type: 'alive', pong: true }
  if (type === 'ack' && key) return { type: 'subscribed', key }
  if (type === 'note' && key) return { type: 'update', keys: key.split(','), data: { at: Number(at), word } }
  if (type === 'refuse' && key) return { type: 'refused', scope: 'topic', key, code: 'NO_SUCH_NOTE' }
  if (type === 'refuse') return { type: 'refused', scope: 'connection', code: 'BAD_KEY' }
  if (type === 'fault') return { type: 'refused', scope: 'topic', code: 'REFUSED' }
  return { type: 'malformed', reason: 'It is junk.' }
}

function isNote(value: unknown): value is Note {
  return typeof value === 'object' && value !== null && 'at' in value && 'word' in value
}

function fail(message: string): never {
  throw new Error(message)
}

import {
  checkUrl,
  createAskJson,
  createHeartbeat,
  fetchFresh,
  getOwn,
  type Incoming,
  isInteger,
  isText,
  isTime,
  type LiveProtocol,
  OnwireError,
  sse,
  type SseEvent,
  type SseTopics,
  type State,
  toAddress,
  toRecord,
} from 'onwire/protocol'

/** One message from chain to chain, by its emitter and its number: `eth/0x12ab/7`. */
export interface MessageTopic {
  readonly kind: 'message'
  readonly messageId: string
}

export interface Message {
  readonly messageId: string
  /** A word that isn't known is kept, and is no end. */
  readonly status: 'observed' | 'signing' | 'signed' | 'rejected' | (string & {})
  readonly signatures: number
  /** So many signatures make it valid. */
  readonly quorum: number
  /** By the service's clock, in unix ms. */
  readonly updatedAt: number
}

export interface GuardiansOptions {
  /** An absolute http(s) address, or a function that is asked for one before each request. */
  readonly url: string | (() => string | Promise<string>)
  /** In query keys; `guardians` by default. */
  readonly id?: string
  /** `globalThis.fetch` by default. */
  readonly fetch?: typeof globalThis.fetch
}

export interface GuardiansProtocol extends LiveProtocol<MessageTopic, Message, SseTopics, SseEvent> {
  readonly name: 'guardians'
}

const ranks: Readonly<Record<string, number>> = { observed: 0, signing: 1, signed: 3, rejected: 3 }
const toRank = ({ status }: Message) => getOwn(ranks, status) ?? 2

const toKey = ({ messageId }: MessageTopic) => messageId.toLowerCase()
const toKeys = (topics: readonly MessageTopic[]) => [...new Set(topics.map(toKey))].sort()

function readMessage(value: unknown): Message | undefined {
  const { messageId, quorum, signatures, status, updatedAt } = toRecord(value)
  if (!isText(messageId) || !isText(status) || !isTime(updatedAt)) return undefined
  if (!isInteger(signatures) || !isInteger(quorum)) return undefined
  return { messageId: messageId.toLowerCase(), status, signatures, quorum, updatedAt }
}

/** By the service's clock. What it tells of one moment is told apart by status and signatures, always the same way. */
function isNewer(next: Message, previous: Message): boolean {
  const [one, other] = [next, previous].map((each) => [each.updatedAt, toRank(each), each.signatures, each.quorum])
  const differing = one?.findIndex((value, nth) => value !== other?.[nth]) ?? -1
  if (differing < 0) return next.status > previous.status
  return Number(one?.[differing]) > Number(other?.[differing])
}

const malformed = (reason: string): readonly Incoming<Message>[] => [{ type: 'malformed', reason }]

/** `open` names the messages that a stream carries, as its first event; `message` is news of one. */
function decode(frame: unknown): readonly Incoming<Message>[] {
  const { data, event } = toRecord(frame)
  if (!isText(data)) return malformed('No event.')
  const body = parse(data)
  if (event === 'open') {
    const { ids } = toRecord(body)
    if (!Array.isArray(ids) || !ids.every(isText)) return malformed('A stream opened without the ids that it carries.')
    return ids.map((id) => ({ type: 'subscribed', key: id.toLowerCase() }))
  }
  const message = readMessage(body)
  return message ? [{ type: 'update', keys: [message.messageId], data: message }] : malformed('No message.')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The service's stream is a GET, and the messages that are wanted stand in its query. */
function createAskStream({ fetch, url }: GuardiansOptions) {
  return async (body: string, signal: AbortSignal) => {
    const { topics } = toRecord(JSON.parse(body))
    const address = await toAddress(url, '/v1/stream', { ids: Array.isArray(topics) ? topics.join() : '' })
    return fetchFresh(fetch ?? globalThis.fetch, address, { signal, headers: { accept: 'text/event-stream' } })
  }
}

/** Guardians that sign messages: a stream of events that repeats nothing, and `GET /v1/messages/<id>` for what it missed. */
export function guardians(options: GuardiansOptions): GuardiansProtocol {
  const { fetch, id = 'guardians', url } = options
  checkUrl('guardians', id, 'url', url, 'http')
  const ask = createAskJson(id, url, {}, { fetch })
  const toState = (topic: MessageTopic): State<MessageTopic, Message> => {
    const read = (value: unknown) => {
      const message = readMessage(value)
      return message?.messageId === toKey(topic) ? message : undefined
    }
    return {
      fetch: (_, { request }) => request((signal) => ask(`/v1/messages/${encodeURI(toKey(topic))}`, {}, read, signal)),
      merge: (previous, next) => (!previous || isNewer(next, previous) ? next : previous),
      hasMoved: (from, to) => from.status !== to.status || from.signatures !== to.signatures,
      finality: ({ status }) => (status === 'signed' || status === 'rejected' ? 'final' : 'open'),
      revive: read,
    }
  }

  return {
    id,
    name: 'guardians',
    key: toKey,
    fromKey: (messageId) => ({ kind: 'message', messageId }),
    check: ({ messageId }) =>
      /^[a-z]+\/0x[\da-f]+\/\d{1,15}$/i.test(messageId)
        ? undefined
        : new OnwireError({ code: 'INVALID_MESSAGE_ID', what: 'That is no message.', remedy: 'Pass a `messageId`.' }),
    live: {
      transport: sse(createAskStream(options)),
      opensWith: true,
      sync: (wanted, sent) => (toKeys(wanted).join() === toKeys(sent).join() ? [] : [toKeys(wanted)]),
      decode,
      refusals: [401, 403],
      liveness: { readyMs: 10_000, ackMs: 10_000 },
      // The service sends a comment every 15 s.
      heartbeat: createHeartbeat({ silenceMs: 40_000 }),
    },
    stateOf: toState,
  }
}

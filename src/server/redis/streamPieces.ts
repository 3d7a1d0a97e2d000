import type { Topic } from '../../core/contract/topic.js'
import { isRecord, isText } from '../../protocols/shared/guards.js'
import type { BusEntry, BusTopic } from '../bus/bus.js'
import { parseJson } from '../parseJson.js'

/** One piece of the stream: an entry, or a note from member to member. */
export interface StreamPiece {
  readonly id: string
  /** Undefined for a note, and for a piece that onwire did not write. */
  readonly entry: BusEntry | undefined
  /** A message of a member to the others. Instances that don't know of messages take it for a note. */
  readonly message?: unknown
  /** The characters of its JSON; 0 for a note. */
  readonly bytes: number
}

/** The fields of a piece: an entry as JSON and the name of its publication, a note, or a message. */
export const field = { entry: 'e', name: 'n', note: 'c', message: 'm' } as const

/** Reads the answer to XRANGE. */
export function readPieces(reply: unknown): readonly StreamPiece[] {
  if (!Array.isArray(reply)) return []
  return reply.flatMap((piece: unknown) => {
    const [id, fields]: readonly unknown[] = Array.isArray(piece) ? piece : []
    if (!isText(id)) return []
    const entry = readEntry(id, fields)
    const [, text]: readonly unknown[] = Array.isArray(fields) ? fields : []
    return [{ id, entry, bytes: entry && isText(text) ? text.length : 0, ...readMessage(fields) }]
  })
}

/** Reads the answer to XREAD of one stream: a list of pairs, or by RESP 3 a map. */
export function readNews(reply: unknown): readonly StreamPiece[] {
  if (isRecord(reply)) return Object.values(reply).flatMap(readPieces)
  if (!Array.isArray(reply)) return []
  return reply.flatMap((stream: unknown) => (Array.isArray(stream) ? readPieces(stream[1]) : []))
}

function readEntry(id: string, fields: unknown): BusEntry | undefined {
  if (!Array.isArray(fields) || fields[0] !== field.entry || !isText(fields[1])) return undefined
  const received = parseJson(fields[1])
  if (!isBusTopic(received)) return undefined
  const { from, key, protocol, publisher, topic } = received
  const by = { ...(isText(from) && { from }), ...(isText(publisher) && { publisher }) }
  return { id, protocol, key, topic, data: received.data, ...by }
}

function readMessage(fields: unknown): Pick<StreamPiece, 'message'> {
  const [name, json]: readonly unknown[] = Array.isArray(fields) ? fields : []
  return name === field.message && isText(json) ? { message: parseJson(json) ?? null } : {}
}

/** Reads one member's interests. */
export function readWanted(json: string): readonly BusTopic[] {
  const received = parseJson(json)
  return Array.isArray(received) ? received.filter(isBusTopic) : []
}

function isBusTopic(value: unknown): value is BusTopic & Readonly<Record<string, unknown>> {
  return isRecord(value) && isText(value['protocol']) && isText(value['key']) && isTopic(value['topic'])
}

function isTopic(value: unknown): value is Topic {
  return isRecord(value) && isText(value['kind'])
}

/** Recognizes an id of the stream: milliseconds, and a number within them. */
export function isStreamId(id: string): boolean {
  return /^\d{1,16}-\d{1,16}$/.test(id)
}

/** Orders two ids: negative where `a` was first, NaN where one of them is no id. */
export function compareIds(a: string, b: string): number {
  const [aMs = Number.NaN, aNumber = Number.NaN] = a.split('-').map(Number)
  const [bMs = Number.NaN, bNumber = Number.NaN] = b.split('-').map(Number)
  return aMs - bMs || aNumber - bNumber
}

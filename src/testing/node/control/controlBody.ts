import type { IncomingMessage } from 'node:http'
import { SimulatorError } from '../../kit/simulatorError.js'

export type ControlBody = Readonly<Record<string, unknown>>

const maxBytes = 65_536

/** Reads the JSON object that a control request carries; `{}` where there is none. */
export async function readControlBody(request: IncomingMessage): Promise<ControlBody> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    // Read to its end even so: a client that is still sending would not hear the answer.
    if (size <= maxBytes) chunks.push(bytes)
  }
  if (size > maxBytes) throw toBadBody(`is larger than ${maxBytes} bytes`)
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw toBadBody('is not JSON', cause)
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw toBadBody('is not a JSON object')
  return { ...body }
}

export function requireText(body: ControlBody, field: string): string {
  const value = readText(body, field)
  if (value === undefined) throw toBadField(field, 'is missing')
  return value
}

export function requireChoice<Choice extends string>(
  body: ControlBody,
  field: string,
  choices: readonly Choice[],
): Choice {
  const value = requireText(body, field)
  const choice = choices.find((known) => known === value)
  if (choice !== undefined) return choice
  throw toBadField(field, `is none of: ${choices.join(', ')}`)
}

export function readText(body: ControlBody, field: string): string | undefined {
  const value = body[field]
  if (value === undefined || typeof value === 'string') return value
  throw toBadField(field, 'is not a string')
}

export function readNumber(body: ControlBody, field: string): number | undefined {
  const value = body[field]
  if (value === undefined || typeof value === 'number') return value
  throw toBadField(field, 'is not a number')
}

/** A whole number from 1 to `max`. */
export function readCount(
  body: ControlBody,
  field: string,
  { fallback, max }: { readonly fallback: number; readonly max: number },
): number {
  const count = readNumber(body, field) ?? fallback
  if (Number.isInteger(count) && count > 0 && count <= max) return count
  throw toBadField(field, `is no whole number from 1 to ${max}`)
}

export function readList(body: ControlBody, field: string): readonly string[] | undefined {
  const value: unknown = body[field]
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw toBadField(field, 'is not a list of strings')
}

function toBadBody(trouble: string, cause?: unknown): SimulatorError {
  return new SimulatorError({
    code: 'BAD_BODY',
    what: `The request's body ${trouble}.`,
    why: 'The simulator cannot read what is asked of it.',
    remedy: 'Send a JSON object such as {"scenario":"happy-path"}.',
    cause,
  })
}

function toBadField(field: string, trouble: string): SimulatorError {
  return new SimulatorError({
    code: 'BAD_FIELD',
    what: `The field '${field}' ${trouble}.`,
    why: 'The simulator cannot do what is asked of it without.',
    remedy: `Send a JSON object with a good '${field}'.`,
  })
}

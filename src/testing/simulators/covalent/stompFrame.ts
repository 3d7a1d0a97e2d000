import type { Frame } from '../../kit/server.js'

/*
 * STOMP frames as the specification has them, for the server's side. Where versions differ, `version` decides;
 * it is undefined until a client has connected.
 */

export type StompVersion = '1.0' | '1.1' | '1.2'

export interface StompFrame {
  readonly command: string
  /** Where a header is repeated, the first one counts. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

export interface StompEars {
  frame(frame: StompFrame): void
  /** An end of line between two frames. */
  beat(): void
  /** The client sent something that is no STOMP. The reader reads no further. */
  broken(reason: string): void
}

const lineFeed = 10
const carriageReturn = 13
const nul = 0
const maxFrameBytes = 65_536

/** Writes a frame, with `content-length` where it has a body. */
export function serialiseFrame(
  command: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  version: StompVersion,
): string {
  // Spared by the specification, so that a client of any version can read it.
  const isPlain = version === '1.0' || command === 'CONNECTED'
  const write = (text: string): string => (isPlain ? text : escape(text, version))
  const all = body === '' ? headers : { ...headers, 'content-length': String(new TextEncoder().encode(body).length) }
  const lines = Object.entries(all).map(([name, value]) => `${write(name)}:${write(value)}\n`)
  return `${command}\n${lines.join('')}\n${body}\0`
}

/** Reads frames out of whatever pieces they come in: many in one, or one in many. */
export function createStompReader(ears: StompEars, version: () => StompVersion | undefined): (piece: Frame) => void {
  let waiting = new Uint8Array(0)
  let isBroken = false

  return (piece) => {
    if (isBroken) return
    const bytes = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece
    waiting = concat(waiting, bytes)
    try {
      for (let length = readOne(waiting); length > 0; length = readOne(waiting)) waiting = waiting.subarray(length)
      if (waiting.length > maxFrameBytes) throw toTooLarge()
    } catch (error) {
      if (!(error instanceof StompSyntaxError)) throw error
      isBroken = true
      ears.broken(error.message)
    }
  }

  /** How many bytes were understood; 0 where more must come first. */
  function readOne(bytes: Uint8Array): number {
    const allowsReturn = version() === '1.2' || version() === undefined
    if (bytes[0] === lineFeed || (allowsReturn && bytes[0] === carriageReturn && bytes[1] === lineFeed)) {
      ears.beat()
      return bytes[0] === lineFeed ? 1 : 2
    }
    const lines: string[] = []
    let at = 0
    for (;;) {
      const end = bytes.indexOf(lineFeed, at)
      const zero = bytes.indexOf(nul, at)
      if (zero !== -1 && (end === -1 || zero < end)) throw new StompSyntaxError('A frame ends within its headers.')
      if (end === -1) return 0
      const line = toText(bytes.subarray(at, end))
      at = end + 1
      const text = allowsReturn && line.endsWith('\r') ? line.slice(0, -1) : line
      if (text === '') break
      lines.push(text)
    }
    const [command = '', ...headerLines] = lines
    const headers = readHeaders(command, headerLines, version())
    const length = headers.get('content-length')?.trim()
    if (length !== undefined && !/^\d+$/.test(length)) throw new StompSyntaxError(`The content-length is '${length}'.`)
    const end = length === undefined ? bytes.indexOf(nul, at) : at + Number(length)
    if (end > maxFrameBytes) throw toTooLarge()
    if (end === -1 || end >= bytes.length) return 0
    if (bytes[end] !== nul) throw new StompSyntaxError('No NUL stands behind the body.')
    ears.frame({ command, headers, body: toText(bytes.subarray(at, end)) })
    return end + 1
  }
}

function readHeaders(
  command: string,
  lines: readonly string[],
  version: StompVersion | undefined,
): ReadonlyMap<string, string> {
  const isPlain = command === 'CONNECT' || command === 'STOMP' || version === undefined || version === '1.0'
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon < 1) throw new StompSyntaxError(`'${line}' is no header.`)
    const read = (text: string): string => {
      if (!isPlain) return unescape(text, version)
      // Only the first version pads its examples with blanks; later ones forbid to trim.
      return version === '1.0' ? text.trim() : text
    }
    const name = read(line.slice(0, colon))
    if (!headers.has(name)) headers.set(name, read(line.slice(colon + 1)))
  }
  return headers
}

function escape(text: string, version: StompVersion): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(':', '\\c')
  return version === '1.2' ? escaped.replaceAll('\r', '\\r') : escaped
}

function unescape(text: string, version: StompVersion): string {
  const known: Readonly<Record<string, string>> = {
    '\\\\': '\\',
    '\\n': '\n',
    '\\c': ':',
    ...(version === '1.2' && { '\\r': '\r' }),
  }
  return text.replace(/\\.?/g, (sequence) => {
    const letter = known[sequence]
    if (letter === undefined) throw new StompSyntaxError(`STOMP ${version} has no escape sequence '${sequence}'.`)
    return letter
  })
}

/** Thrown and caught in this file: a reader is many small steps deep when it finds out. */
class StompSyntaxError extends Error {}

function toTooLarge(): StompSyntaxError {
  return new StompSyntaxError(`A frame is larger than ${maxFrameBytes} bytes.`)
}

function toText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new StompSyntaxError('A frame is not UTF-8.')
  }
}

function concat(one: Uint8Array, two: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + two.length)
  both.set(one)
  both.set(two, one.length)
  return both
}

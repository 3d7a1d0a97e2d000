/** What a frame's text holds, as the specification has it; for frames without escapes or NUL in their body. */
export interface ReadFrame {
  readonly command: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A frame as a client writes it. */
export function toFrame(command: string, headers: Readonly<Record<string, string>> = {}, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  return `${command}\n${lines.join('')}\n${body}\0`
}

/** Every frame of a stream, in order; beats are left out. */
export function readFrames(stream: string): readonly ReadFrame[] {
  return stream
    .split('\0')
    .map((text) => text.replace(/^\n+/, ''))
    .filter((text) => text !== '')
    .map((text) => {
      const end = text.indexOf('\n\n')
      const [command = '', ...lines] = text.slice(0, end).split('\n')
      const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)])
      return { command, headers: Object.fromEntries(headers), body: text.slice(end + 2) }
    })
}

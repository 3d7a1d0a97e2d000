export interface SseEvent {
  /** Empty where the stream names none. */
  readonly event: string
  readonly data: string
  /** Only where this event has one. */
  readonly id?: string
}

/**
 * Reads an event stream (`text/event-stream`, HTML standard 9.2.6), piece by piece, wherever it is cut.
 *
 * - Lines may end with CR, LF or both.
 * - Unlike an EventSource it also tells of events without data: they may bear an id.
 */
export function createSseParser(on: { event(event: SseEvent): void; comment(): void }): (text: string) => void {
  /** The line that hasn't ended yet. */
  let line = ''
  let endedWithCr = false
  let event = ''
  let data: string[] = []
  let id: string | undefined

  function take(whole: string) {
    if (whole === '') {
      const told = { event, data: data.join('\n'), ...(id !== undefined && { id }) }
      const isTold = data.length > 0 || id !== undefined
      event = ''
      data = []
      id = undefined
      if (isTold) on.event(told)
      return
    }
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(whole) ?? []
    if (name === '') on.comment()
    else if (name === 'data') data.push(value)
    else if (name === 'event') event = value
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  return (text) => {
    if (!text) return
    // Half of a CRLF: its CR has ended the last piece, and the line.
    const rest = endedWithCr && text.startsWith('\n') ? text.slice(1) : text
    endedWithCr = text.endsWith('\r')
    const [first = '', ...lines] = rest.split(/\r\n|\n|\r/)
    // Each piece is read once, and a line only when it is whole, however many pieces it came in.
    line += first
    for (const next of lines) {
      take(line)
      line = next
    }
  }
}

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
  let rest = ''
  let event = ''
  let data: string[] = []
  let id: string | undefined

  function take(line: string) {
    if (line === '') {
      const told = { event, data: data.join('\n'), ...(id !== undefined && { id }) }
      const isTold = data.length > 0 || id !== undefined
      event = ''
      data = []
      id = undefined
      if (isTold) on.event(told)
      return
    }
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? []
    if (name === '') on.comment()
    else if (name === 'data') data.push(value)
    else if (name === 'event') event = value
    else if (name === 'id' && !value.includes('\0')) id = value
  }

  return (text) => {
    rest += text
    // A CR that ends the piece may be half of a CRLF.
    const lines = rest.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  }
}

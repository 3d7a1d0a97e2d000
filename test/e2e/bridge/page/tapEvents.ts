/** One event as it came over the line. */
export interface CameEvent {
  readonly event: string
  /** Its place on the bus. Empty of what has none: what the bridge tells of its own. */
  readonly id: string
  readonly data: string
}

/** A `fetch` that tells what event streams bring: each piece as its reader takes it, so that neither knows more than the other. */
export function tapEvents(tell: (event: CameEvent) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const { body, headers, status } = response
    if (!body || !headers.get('content-type')?.startsWith('text/event-stream')) return response
    return new Response(tap(body, tell), { status, headers })
  }
}

function tap(body: ReadableStream<Uint8Array<ArrayBuffer>>, tell: (event: CameEvent) => void) {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const part = await reader.read()
        if (part.done) return controller.close()
        const events = (text + decoder.decode(part.value, { stream: true })).split('\n\n')
        text = events.pop() ?? ''
        events.forEach((lines) => tell(toEvent(lines)))
        controller.enqueue(part.value)
      },
      cancel: (reason) => reader.cancel(reason),
    },
    // Nothing waits here, to be lost where the line is cut.
    { highWaterMark: 0 },
  )
}

function toEvent(lines: string): CameEvent {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(lines)?.[1] ?? ''
  return { event: field('event'), id: field('id'), data: field('data') }
}

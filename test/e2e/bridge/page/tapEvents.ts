/** One event as it came over the line. */
export interface CameEvent {
  readonly event: string
  /** Its place on the bus. Empty of what has none: what the bridge tells of its own. */
  readonly id: string
  readonly data: string
}

/** A `fetch` that tells what event streams bring, before anybody reads it. */
export function tapEvents(tell: (event: CameEvent) => void): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const { body, headers, status } = response
    if (!body || !headers.get('content-type')?.startsWith('text/event-stream')) return response
    const [own, others] = body.tee()
    void read(own, tell)
    return new Response(others, { status, headers })
  }
}

async function read(body: ReadableStream<Uint8Array<ArrayBuffer>>, tell: (event: CameEvent) => void) {
  let text = ''
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (text + part.value).split('\n\n')
      text = events.pop() ?? ''
      for (const lines of events) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(lines)?.[1] ?? ''
        tell({ event: field('event'), id: field('id'), data: field('data') })
      }
    }
  } catch {
    // It was cut.
  }
}

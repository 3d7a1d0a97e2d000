import type { SimulatorClock } from 'onwire/testing/conformance'

interface Stored {
  readonly messageId: string
  readonly status: string
  readonly signatures: number
  readonly quorum: number
  readonly updatedAt: number
}

const epochMs = 1_765_989_800_000

/** The guardians' service in memory, on a clock that is moved by hand. It imports nothing of the protocol. */
export function createGuardiansSimulator({ clock }: { clock: SimulatorClock }) {
  const messages = new Map<string, Stored>()
  const streams = new Map<ReadableStreamDefaultController<Uint8Array>, readonly string[]>()
  const counters = { streams: 0, requests: 0 }
  let isDown = false
  let isSilent = false

  const write = (to: ReadableStreamDefaultController<Uint8Array>, text: string) => {
    if (!isSilent) to.enqueue(new TextEncoder().encode(text))
  }

  function openStream(ids: readonly string[], signal: AbortSignal | null | undefined) {
    counters.streams += 1
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.set(controller, ids)
        write(controller, `event: open\ndata: ${JSON.stringify({ ids })}\n\n`)
        const beat = () => {
          if (!streams.has(controller)) return
          write(controller, ': still here\n\n')
          clock.setTimeout(beat, 15_000)
        }
        clock.setTimeout(beat, 15_000)
        signal?.addEventListener('abort', () => {
          if (streams.delete(controller)) controller.error(signal.reason)
        })
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (isDown) throw new TypeError('Failed to fetch')
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
    if (pathname === '/v1/stream') return openStream(searchParams.get('ids')?.split(',') ?? [], init?.signal)
    counters.requests += 1
    const message = messages.get(pathname.replace('/v1/messages/', ''))
    return message ? Response.json(message) : Response.json({ message: 'Nobody knows it.' }, { status: 404 })
  }

  return {
    fetch,
    url: 'https://guardians.example',
    counters,
    countOpen: () => streams.size,
    /** Tells news of a message to the streams that carry it, and to nobody later. */
    say(messageId: string, status: string, signatures: number) {
      const message = { messageId, status, signatures, quorum: 13, updatedAt: epochMs + clock.now() }
      messages.set(messageId, message)
      for (const [stream, ids] of streams)
        if (ids.includes(messageId)) write(stream, `event: message\ndata: ${JSON.stringify(message)}\n\n`)
    },
    /** Cuts all streams, and answers nothing until `restore`. */
    cut() {
      isDown = true
      for (const stream of streams.keys()) stream.error(new TypeError('network error'))
      streams.clear()
    },
    restore: () => (isDown = false),
    /** Streams stay open, and nothing comes by them: what a proxy does that buffers. */
    silence: () => (isSilent = true),
  }
}

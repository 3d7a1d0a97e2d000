import type { WireLog } from './createWireLog.js'

/** The browser's own `fetch` for `bridge()`, with somebody listening in: one stream carries what concerns several protocols. */
export function createTappedBridgeFetch(wires: Readonly<Record<string, WireLog>>): typeof fetch {
  const add = (entry: Parameters<WireLog['add']>[0]) => {
    const named = Object.keys(wires).filter((protocol) => `${entry.about} ${entry.text}`.includes(`"${protocol}"`))
    for (const protocol of named.length > 0 ? named : Object.keys(wires)) wires[protocol]?.add(entry)
  }

  async function listen(stream: ReadableStream<Uint8Array>) {
    const reader = stream.getReader()
    const decoder = new TextDecoder()
    let rest = ''
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const blocks = (rest + decoder.decode(part.value, { stream: true })).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          const event = /^event: ?(.*)$/m.exec(block)?.[1]
          const data = /^data: ?(.*)$/m.exec(block)?.[1]
          if (event !== undefined) add({ via: 'bridge', direction: 'in', text: `${event} ${data ?? ''}` })
        }
      }
      add({ via: 'bridge', direction: 'note', text: 'stream ended' })
    } catch {
      add({ via: 'bridge', direction: 'note', text: 'stream closed' })
    }
  }

  return async (input, init) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input)
    const isStream = pathname.endsWith('/events')
    const via = isStream ? 'bridge' : 'poll'
    const about = searchParams.get('topic') ?? ''
    const body = typeof init?.body === 'string' ? ` ${init.body}` : ''
    add({ via, direction: 'out', text: `${init?.method ?? 'GET'} ${pathname}${body || ` ${about}`}`, about })
    try {
      const response = await fetch(input, init)
      if (isStream && response.ok && response.body) {
        const [heard, told] = response.body.tee()
        void listen(heard)
        return new Response(told, response)
      }
      add({ via, direction: 'in', text: `${response.status} ${await response.clone().text()}`, about })
      return response
    } catch (error) {
      if (!init?.signal?.aborted) add({ via, direction: 'note', text: 'no answer', about })
      throw error
    }
  }
}

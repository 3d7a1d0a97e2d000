import type { WireLog } from './createWireLog.js'

/** What a protocol takes, with somebody listening in: `relay({ ...createTapped(wire) })`. */
export function createTapped(wire: WireLog) {
  return { WebSocket: createTappedWebSocket(wire), fetch: createTappedFetch(wire) }
}

/** The browser's own socket. */
function createTappedWebSocket({ add }: WireLog): typeof WebSocket {
  return class TappedWebSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('open', () => add({ via: 'socket', direction: 'note', text: 'opened' }))
      this.addEventListener('close', ({ code, reason }) =>
        add({ via: 'socket', direction: 'note', text: `closed ${code}${reason ? ` ${reason}` : ''}` }),
      )
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') add({ via: 'socket', direction: 'in', text: data })
        else if (data instanceof Blob) void data.text().then((text) => add({ via: 'socket', direction: 'in', text }))
      })
    }

    override send(data: Parameters<WebSocket['send']>[0]) {
      add({ via: 'socket', direction: 'out', text: typeof data === 'string' ? data : '(binary)' })
      super.send(data)
    }
  }
}

/** The browser's own `fetch`. */
function createTappedFetch({ add }: WireLog): typeof fetch {
  return async (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    const about = `${pathname}${search}`
    add({ via: 'poll', direction: 'out', text: `GET ${pathname}${search}`, about })
    try {
      const response = await fetch(input, init)
      // The list of chains is long, and no news.
      const body = pathname.endsWith('/chains') ? '' : await response.clone().text()
      add({ via: 'poll', direction: 'in', text: `${response.status} ${body}`, about })
      return response
    } catch (error) {
      if (!init?.signal?.aborted) add({ via: 'poll', direction: 'note', text: 'no answer', about })
      throw error
    }
  }
}

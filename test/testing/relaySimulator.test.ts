import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { describe, expect, it, vi } from 'vitest'

const subscribeTo = (id: string): string =>
  JSON.stringify({ type: 'subscribe', event: 'request.status.updated', filters: { id } })

describe('A Relay simulator in memory', () => {
  it('lives beside others: each WebSocket class and fetch reaches its own', async () => {
    const clock = createManualClock()
    const [one, two] = [createRelaySimulator({ clock }), createRelaySimulator({ clock, seed: 2 })]
    const { requestId } = one.start('happy-path')
    const socket = new one.WebSocket('wss://ws.relay.link')
    const answers = [one, two].map(({ fetch }) =>
      fetch(`https://api.relay.link/intents/status/v3?requestId=${requestId}`),
    )
    await clock.advanceAsync(100)
    const bodies = await Promise.all(answers.map(async (answer) => (await answer).json()))
    expect(bodies).toMatchObject([{ status: 'waiting' }, { status: 'unknown' }])
    expect([socket.readyState, one.counters.socketsOpened, two.counters.socketsOpened]).toEqual([1, 1, 0])
    expect(globalThis.fetch).not.toBe(one.fetch)
  })

  it('plays its default scenario for ids, and for nothing else that is asked for', async () => {
    const clock = createManualClock()
    const { fetch } = createRelaySimulator({ clock, scenario: 'happy-path' })
    const answers = ['0x01', '%', '%25', '<b>', '0x'].map((id) =>
      fetch(`https://api.relay.link/intents/status/v3?requestId=${id}`),
    )
    await clock.advanceAsync(100)
    const bodies = await Promise.all(answers.map(async (answer) => (await answer).json()))
    expect(bodies).toMatchObject(['waiting', 'unknown', 'unknown', 'unknown', 'unknown'].map((status) => ({ status })))
  })

  it('has the constants, the handlers and the events of a WebSocket', () => {
    const clock = createManualClock()
    const { WebSocket } = createRelaySimulator({ clock })
    const socket = new WebSocket(new URL('https://ws.relay.link/?apiKey=hushhush'))
    expect([WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED]).toEqual([0, 1, 2, 3])
    expect([socket.CONNECTING, socket.OPEN, socket.CLOSING, socket.CLOSED]).toEqual([0, 1, 2, 3])
    expect([socket.url, socket.readyState, socket.binaryType]).toEqual([
      'wss://ws.relay.link/?apiKey=hushhush',
      0,
      'blob',
    ])
    const opened = vi.fn<(event: Event) => void>()
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- both ways are its subject
    socket.onopen = opened
    socket.addEventListener('open', opened)
    expect(opened).not.toHaveBeenCalled()
    clock.advance(20)
    expect(opened).toHaveBeenCalledTimes(2)
    expect(socket.readyState).toBe(1)
  })

  it('throws as a browser does: a bad URL, a bad close code, a send while connecting', () => {
    const { WebSocket } = createRelaySimulator({ clock: createManualClock() })
    expect(() => new WebSocket('not a url')).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
    expect(() => new WebSocket('ftp://x')).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
    const socket = new WebSocket('wss://x')
    expect(() => socket.send('early')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
    expect(() => socket.close(1001)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }))
  })

  it('knows that a client was early even where ready was already on its way', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock, readyDelayMs: 0, latencyMs: 50 })
    const socket = new simulator.WebSocket(simulator.url)
    socket.addEventListener('open', () => socket.send(subscribeTo('0x1')))
    clock.advance(1000)
    expect(simulator.counters).toMatchObject({ violations: 1, subscribes: {} })
  })

  it('never opens a socket that is closed while connecting, and closes it with 1006', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock })
    const socket = new simulator.WebSocket(simulator.url)
    const events: string[] = []
    for (const type of ['open', 'error', 'close']) socket.addEventListener(type, () => events.push(type))
    socket.close()
    expect(socket.readyState).toBe(2)
    clock.advance(100)
    expect([events, simulator.counters.socketsOpened, clock.pending()]).toEqual([['error', 'close'], 0, 0])
  })

  it('gives up its closing handshake with a frozen service after ten seconds', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock })
    const socket = new simulator.WebSocket(simulator.url)
    const closed = vi.fn<(event: CloseEvent) => void>()
    socket.addEventListener('close', closed)
    clock.advance(100)
    simulator.faults.freeze()
    socket.close()
    clock.advance(9999)
    expect(closed).not.toHaveBeenCalled()
    clock.advance(1)
    expect(closed.mock.calls).toEqual([[expect.objectContaining({ code: 1006, wasClean: false })]])
    expect(simulator.counters.socketsOpen).toBe(0)
  })

  it('delivers frames in order, however the line jitters', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock, latencyMs: [0, 500] })
    const socket = new simulator.WebSocket(simulator.url)
    const ids = Array.from({ length: 20 }, (_, index) => `0x${index}`)
    const acked: string[] = []
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data))
      if (message.type === 'connection') for (const id of ids) socket.send(subscribeTo(id))
      else acked.push(message.data.filters.id)
    })
    clock.advance(5000)
    expect(acked).toEqual(ids)
  })

  it('gives binary frames as a Blob or as an ArrayBuffer, as the socket says', async () => {
    for (const binaryType of ['blob', 'arraybuffer'] as const) {
      const clock = createManualClock()
      const simulator = createRelaySimulator({ clock, scenario: 'blob-frames' })
      const socket = new simulator.WebSocket(simulator.url)
      socket.binaryType = binaryType
      const frames: unknown[] = []
      socket.addEventListener('message', ({ data }) => {
        if (frames.push(data) === 1) socket.send(subscribeTo('0x1'))
      })
      clock.advance(10_000)
      const last = frames.at(-1)
      const text = last instanceof Blob ? await last.text() : new TextDecoder().decode(last as ArrayBuffer)
      expect(last).toBeInstanceOf(binaryType === 'blob' ? Blob : ArrayBuffer)
      expect(JSON.parse(text)).toMatchObject({ data: { status: 'success', requestId: '0x1' } })
    }
  })

  it('keeps its log bounded, numbers it, and tells it to watchers until they stop', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock, logLimit: 5 })
    const watched: number[] = []
    const stop = simulator.watch(({ seq }) => watched.push(seq))
    for (let time = 0; time < 20; time += 1) simulator.faults.junk()
    stop()
    simulator.faults.kick()
    expect(watched).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(simulator.log.entries().map(({ seq }) => seq)).toEqual([17, 18, 19, 20, 21])
    expect(simulator.log.entries(20)).toMatchObject([{ seq: 21, type: 'fault', fault: 'kick', at: 1_765_989_800_000 }])
  })

  it('cuts its sockets when it stops, and leaves no timer of a scenario', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock })
    simulator.start('late-refund')
    const socket = new simulator.WebSocket(simulator.url)
    clock.advance(100)
    simulator.stop()
    clock.advance(20)
    expect([socket.readyState, clock.pending()]).toEqual([3, 0])
  })

  it('counts REST requests of the last minute only', async () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock, requestsPerMinute: 2 })
    const ask = async (): Promise<number> => {
      const answer = simulator.fetch(`${simulator.apiUrl}/chains`)
      await clock.advanceAsync(40)
      return (await answer).status
    }
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    await clock.advanceAsync(60_000)
    expect([simulator.requestsLastMinute(), await ask()]).toEqual([0, 200])
  })
})

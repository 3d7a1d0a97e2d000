import { createManualClock, createRelaySimulator } from 'onwire/testing'
import { describe, expect, it } from 'vitest'

/** What only a browser can judge, because it has the original. */
describe('The in-memory WebSocket beside the browser’s own', () => {
  it('has every member that the original has', () => {
    const { WebSocket: Simulated } = createRelaySimulator({ clock: createManualClock() })
    const socket = new Simulated('wss://ws.relay.simulator.invalid')
    const members = Object.getOwnPropertyNames(WebSocket.prototype).filter((name) => name !== 'constructor')
    expect(members.filter((name) => !(name in socket))).toEqual([])
    expect([Simulated.CONNECTING, Simulated.OPEN, Simulated.CLOSING, Simulated.CLOSED]).toEqual([
      WebSocket.CONNECTING,
      WebSocket.OPEN,
      WebSocket.CLOSING,
      WebSocket.CLOSED,
    ])
  })

  it('throws what the original throws', () => {
    const { WebSocket: Simulated } = createRelaySimulator({ clock: createManualClock() })
    const trouble = (act: () => unknown): string => {
      try {
        act()
        return 'nothing'
      } catch (error) {
        return error instanceof DOMException ? error.name : String(error)
      }
    }
    const misuses = (Kind: typeof WebSocket) => [
      trouble(() => new Kind('')),
      trouble(() => new Kind('mailto:x@y')),
      trouble(() => new Kind('ws://127.0.0.1:9').send('early')),
      trouble(() => new Kind('ws://127.0.0.1:9').close(1001)),
      trouble(() => new Kind('ws://127.0.0.1:9').close()),
    ]
    expect(misuses(Simulated)).toEqual(misuses(WebSocket))
  })

  it('follows a scenario in virtual time, Blob frames included', async () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock })
    const { requestId } = simulator.start('blob-frames')
    const socket = new simulator.WebSocket(simulator.url)
    const frames: unknown[] = []
    socket.addEventListener('message', ({ data }) => {
      const isReady = frames.push(data) === 1
      const subscribe = { type: 'subscribe', event: 'request.status.updated', filters: { id: requestId } }
      if (isReady) socket.send(JSON.stringify(subscribe))
    })
    await clock.advanceAsync(10_000)
    const texts = await Promise.all(frames.map(async (frame) => (frame instanceof Blob ? frame.text() : String(frame))))
    expect(texts.map((text) => JSON.parse(text).data.status)).toEqual([
      undefined,
      undefined,
      'pending',
      'submitted',
      'success',
    ])
  })
})

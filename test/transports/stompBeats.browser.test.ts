import { expect, onTestFinished, test, vi } from 'vitest'
import type { Transport, TransportEvents } from '../../src/core/contract/transport.js'
import { stomp, type StompFrame, type StompRequest } from '../../src/transports/stomp.js'

type Stomp = typeof stomp

/** A broker's side of a socket, which wants a beat each so many ms. */
function createBroker(wantsMs: number) {
  const beats: number[] = []
  class BrokerSocket {
    readyState = 0
    binaryType = 'arraybuffer'
    onopen: (() => void) | undefined
    onmessage: ((event: { readonly data: string }) => void) | undefined
    onclose: ((event: { readonly code: number; readonly reason: string }) => void) | undefined
    constructor() {
      queueMicrotask(() => {
        this.readyState = 1
        setTimeout(() => this.onopen?.())
      })
    }
    send(text: string) {
      if (text === '\n') beats.push(performance.now())
      if (text.startsWith('CONNECT'))
        this.onmessage?.({ data: `CONNECTED\nversion:1.2\nheart-beat:0,${wantsMs}\n\n\0` })
    }
    close() {
      this.readyState = 3
    }
  }
  return { beats, WebSocket: BrokerSocket as unknown as typeof globalThis.WebSocket }
}

/** Opens a link, and keeps what it reports. */
async function connect(make: Stomp, wantsMs: number) {
  const { beats, WebSocket } = createBroker(wantsMs)
  const reports: string[] = []
  let isOpen = false
  const events: TransportEvents<StompFrame> = {
    open: () => (isOpen = true),
    frame: () => {},
    alive: () => {},
    close: () => {},
    report: (code, message) => reports.push(`${code} ${message}`),
  }
  const transport: Transport<StompRequest, StompFrame> = make(() => 'wss://broker.example', { WebSocket })
  const link = transport.open(events)
  onTestFinished(() => link.close())
  await expect.poll(() => isOpen, { timeout: 10_000 }).toBe(true)
  return { beats, reports }
}

/** A page of the same origin with a policy of its own, and the transport as it is loaded there. */
async function loadUnder(policy: string): Promise<Stomp> {
  const frame = document.createElement('iframe')
  const loaded = new Promise<Stomp>((resolve) => {
    Object.assign(globalThis, { receiveStomp: resolve })
  })
  frame.srcdoc = `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <script type="module">
      import { stomp } from '${location.origin}/src/transports/stomp.ts'
      parent.receiveStomp(stomp)
    </script>`
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  return loaded
}

test(
  'Beats go out by a worker, and so also where the page’s own timers are throttled',
  { timeout: 60_000 },
  async () => {
    // As in a tab that has been hidden for long: the page's own intervals hardly come.
    const throttled = vi.spyOn(globalThis, 'setInterval').mockImplementation((() => 0) as never)
    onTestFinished(() => throttled.mockRestore())
    const { beats, reports } = await connect(stomp, 5_000)
    await expect.poll(() => beats.length, { timeout: 40_000 }).toBeGreaterThan(1)
    expect(reports).toEqual([])
  },
)

test(
  'Where a page’s policy forbids workers, that is reported, and beats go by the page’s timers',
  { timeout: 60_000 },
  async () => {
    const make = await loadUnder("worker-src 'none'")
    const { beats, reports } = await connect(make, 5_000)
    expect(reports).toEqual([expect.stringMatching(/^BEATS_THROTTLED .*worker-src blob:/)])
    await expect.poll(() => beats.length, { timeout: 40_000 }).toBeGreaterThan(0)
  },
)

test('A broker that wants no beats gives nothing to report', async () => {
  const make = await loadUnder("worker-src 'none'")
  expect((await connect(make, 0)).reports).toEqual([])
})

import { relay, type RelayOptions } from 'onwire/relay'
import { createBridge } from 'onwire/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocket as OfWs } from 'ws'

const start = (own: RelayOptions = {}) =>
  createBridge({
    protocols: [relay({ apiKey: 'hushhush-key-of-the-app-1234567890', fetch: async () => Response.json({}), ...own })],
    authorize: () => true,
    onDiagnostic: () => {},
  })

/** As Node 20 is. */
function withoutWebSocket() {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket')
  Reflect.deleteProperty(globalThis, 'WebSocket')
  onTestFinished(() => {
    if (own) Object.defineProperty(globalThis, 'WebSocket', own)
  })
}

test('Where there is no WebSocket, as on Node 20, that of ws is there until the last bridge is closed', async () => {
  withoutWebSocket()
  const [first, second] = [start(), start()]
  await first.close()
  expect(globalThis.WebSocket).toBe(OfWs)
  await second.close()
  expect(globalThis.WebSocket).toBeUndefined()
})

test('Where ws is missing, too, no bridge is made that could never open a socket', () => {
  withoutWebSocket()
  const load = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  onTestFinished(() => load.mockRestore())
  expect(start).toThrow(expect.objectContaining({ code: 'NO_WEBSOCKET' }))
  expect(start).toThrow(/pass each protocol the `WebSocket`/)
})

test('A protocol with a WebSocket of its own needs neither, and the global stays as it is', async () => {
  withoutWebSocket()
  const load = vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined)
  onTestFinished(() => load.mockRestore())
  const bridge = start({ WebSocket: OfWs })
  expect(globalThis.WebSocket).toBeUndefined()
  await bridge.close()
})

test('A WebSocket that is there is left alone', async () => {
  withoutWebSocket()
  vi.stubGlobal('WebSocket', OfWs)
  await start().close()
  expect(globalThis.WebSocket).toBe(OfWs)
  vi.unstubAllGlobals()
})

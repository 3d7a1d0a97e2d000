import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CloseReason } from '../../../src/core/contract/transport.js'
import { relay, type RelayOptions } from '../../../src/protocols/relay/index.js'
import type { WebSocketLike } from '../../../src/transports/webSocketLike.js'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
})

const refusal = (options: RelayOptions): unknown => {
  try {
    return relay(options)
  } catch (error) {
    return error
  }
}

const nothing = () => {}

/** The address that the socket is opened with. */
async function dial(options: RelayOptions): Promise<string> {
  const urls: string[] = []
  class Socket implements WebSocketLike {
    readonly url = ''
    readonly readyState = 0
    binaryType = ''
    onopen = null
    onmessage = null
    onerror = null
    onclose = null
    constructor(url: string) {
      urls.push(url)
    }
    send() {}
    close() {}
  }
  relay({ ...options, WebSocket: Socket }).live.transport.open({
    open: nothing,
    frame: nothing,
    alive: nothing,
    close: nothing,
  })
  await vi.waitFor(() => expect(urls).toHaveLength(1))
  return urls[0] ?? ''
}

describe('The endpoints of Relay', () => {
  test("are Relay's own by default, and have two ids side by side", async () => {
    expect(relay()).toMatchObject({ id: 'relay', name: 'relay', requestsPerMinute: 180 })
    expect(relay({ network: 'testnet' })).toMatchObject({ id: 'relay-testnet', name: 'relay' })
    expect(relay({ network: 'testnet', id: 'mine' }).id).toBe('mine')
    expect(await dial({})).toBe('wss://ws.relay.link/')
    expect(await dial({ network: 'testnet' })).toBe('wss://ws.testnets.relay.link/')
  })

  test('are asked for before each attempt where they are functions', async () => {
    expect(await dial({ url: async () => 'wss://app.example/?ticket=hushhush' })).toBe(
      'wss://app.example/?ticket=hushhush',
    )
  })

  test('are refused at once where they are no addresses, without showing a query', () => {
    for (const options of [
      { url: 'ws.relay.link?apiKey=hushhush' },
      { url: 'https://ws.relay.link?apiKey=hushhush' },
      { url: 'wss://user:hushhush@' },
      { apiUrl: 'wss://api.relay.link?k=hushhush' },
      { apiUrl: '/api?k=hushhush' },
      { url: '' },
    ]) {
      const error = refusal(options)
      expect(error).toMatchObject({
        name: 'OnwireError',
        code: 'INVALID_URL',
        remedy: expect.stringMatching(/Pass an absolute/),
      })
      expect(String(error)).not.toContain('hushhush')
    }
  })

  test.each([
    [
      'an address of another scheme',
      'https://ws.relay.link/path-hushhush?apiKey=hushhush',
      /it is an address of the scheme https: and the host ws\.relay\.link\. Pass/,
    ],
    ['no host', 'wss://user:hushhush@', /it is a text without a scheme and a host\. Pass/],
    ['no scheme', '/ws?apiKey=hushhush', /it is a text without a scheme and a host\. Pass/],
    ['a scheme without a host', 'mailto:hushhush', /it is an address of the scheme mailto:\. Pass/],
    ['an empty text', '', /is an empty text\. Pass/],
    ['null', null, /is null\. Pass/],
    ['a number', 42, /is a value of type number\. Pass/],
  ])('that are none say type, scheme and host of what was given: %s', (_what, url, message) => {
    const error = refusal({ url } as never)
    expect(error).toMatchObject({ code: 'INVALID_URL', message: expect.stringMatching(message) })
    expect(String(error)).not.toContain('hushhush')
  })

  test('that are no addresses end the link and each request in a production build, without showing a query', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    const { ask, live } = relay({ url: '/ws?apiKey=hushhush', apiUrl: '/api?k=hushhush' })
    const reason = await new Promise<CloseReason>((close) =>
      live.transport.open({ open: nothing, frame: nothing, alive: nothing, close }),
    )
    expect(reason).toMatchObject({ opened: false, message: expect.stringMatching(/^No WebSocket: .*Invalid URL/) })
    const error = await ask('/intents', {}, () => undefined, new AbortController().signal).catch(
      (each: unknown) => each,
    )
    expect(error).toMatchObject({ code: 'REQUEST_FAILED', remedy: expect.stringContaining('`apiUrl`') })
    expect(String(error)).toMatch(/could not be asked: .*Invalid URL/)
    expect(`${reason.message} ${String(error)}`).not.toContain('hushhush')
  })
})

describe('An API key', () => {
  test('goes into the address of the socket on a server', async () => {
    expect(await dial({ apiKey: 'hushhush b&c' })).toBe('wss://ws.relay.link/?apiKey=hushhush+b%26c')
    expect(await dial({ apiKey: 'hushhush', url: () => 'wss://app.example/x?y=1' })).toBe(
      'wss://app.example/x?y=1&apiKey=hushhush',
    )
  })

  test('is refused in a browser, with where it belongs and without showing it', () => {
    vi.stubGlobal('document', {})
    for (const options of [
      { apiKey: 'hushhush' },
      { url: 'wss://ws.relay.link?apiKey=hushhush' },
      { url: 'wss://ws.relay.link?x=1&apikey=hushhush' },
      { url: 'wss://ws.relay.link?api_key=hushhush' },
      { url: 'wss://me:hushhush@ws.relay.link' },
      { apiUrl: 'https://api.relay.link?api-key=hushhush' },
      { apiUrl: 'https://hushhush@api.relay.link/x' },
    ]) {
      const error = refusal(options)
      expect(error).toMatchObject({ code: 'API_KEY_IN_BROWSER', remedy: expect.stringContaining('server') })
      expect(String(error)).not.toContain('hushhush')
      expect(refusal({ ...options, dangerouslyExposeApiKey: true })).toMatchObject({ id: 'relay' })
    }
    for (const options of [
      { apiKey: '' },
      { url: 'wss://app.example/monkey=1/@me?ticket=hushhush' },
      { apiUrl: () => 'https://app.example?key=hushhush' },
    ])
      expect(refusal(options)).toMatchObject({ id: 'relay' })
  })
})

import { Client, Versions } from '@stomp/stompjs'
import type { CovalentSimulatorOptions } from 'onwire/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { type CarriedCovalent, covalentCarriers } from './support/covalentCarriers.js'
import { type OldStompClient, oldStomp } from './support/stompjs.js'

const fast = { interval: 2 }

/*
 * Two clients that we did not write: @stomp/stompjs 7, as an app has it today, and stompjs 2.3.3, which the
 * vendor's page uses. Both are handed a socket of the carrier's, with the sub-protocols that they offer themselves.
 */
describe.each(covalentCarriers)('Beside the simulated STOMP server, $name,', ({ carry }) => {
  let carried: CarriedCovalent
  const ends: (() => void)[] = []
  const begin = async (options?: CovalentSimulatorOptions): Promise<CarriedCovalent> => {
    carried = await carry(options)
    return carried
  }
  afterEach(async () => {
    for (const end of ends.splice(0)) end()
    await carried.close()
  })

  /** What the new client is told, as words. */
  const startClient = (versions: string[] = ['1.2', '1.1', '1.0']) => {
    const received: string[] = []
    let socket: WebSocket | undefined
    const client = new Client({
      stompVersions: new Versions(versions),
      reconnectDelay: 0,
      heartbeatOutgoing: 10_000,
      heartbeatIncoming: 10_000,
      webSocketFactory: () => {
        socket = new carried.WebSocket(carried.url, new Versions(versions).protocolVersions())
        return socket
      },
      onConnect: () => received.push('connected'),
      onStompError: ({ headers }) => received.push(`error ${headers.message}`),
      onWebSocketClose: ({ code }) => received.push(`closed ${code}`),
    })
    ends.push(() => void client.deactivate({ force: true }))
    client.activate()
    return { client, received, protocol: () => socket?.protocol }
  }
  const connected = async (versions?: string[]) => {
    const started = startClient(versions)
    await expect.poll(() => started.received, fast).toEqual(['connected'])
    return started
  }

  describe('@stomp/stompjs', () => {
    it.each([
      [['1.2', '1.1', '1.0'], '1.2', 'v12.stomp'],
      [['1.1', '1.0'], '1.1', 'v11.stomp'],
      [['1.0'], undefined, 'v10.stomp'],
    ])(
      'that offers %j agrees on version %s and sub-protocol %s, and hears what is published',
      async (versions, version, protocol) => {
        const { simulator } = await begin()
        const story = simulator.start('quiet')
        const started = await connected(versions)
        expect([started.client.connectedVersion, started.protocol()]).toEqual([version, protocol])
        const bodies: string[] = []
        const subscription = started.client.subscribe(story.destination, ({ body }) => bodies.push(body))
        await expect.poll(() => simulator.counters.subscribes, fast).toEqual({ [story.destination]: 1 })
        story.burst(2)
        await expect.poll(() => bodies.length, fast).toBe(2)
        subscription.unsubscribe()
        await expect.poll(() => simulator.counters.unsubscribes, fast).toBe(1)
        story.burst(1)
        await started.client.deactivate()
        expect(bodies.map((body) => JSON.parse(body))).toEqual(story.truth().slice(0, 2))
        expect([started.received, simulator.counters.violations]).toEqual([
          // Both ends close: the server's 1000 may come first, or the client's own, which has no code.
          ['connected', expect.stringMatching(/^closed 100[05]$/)],
          0,
        ])
      },
    )

    it('has its receipts answered', async () => {
      await begin()
      const { client } = await connected()
      const receipts: string[] = []
      client.watchForReceipt('r1', ({ headers }) => receipts.push(headers['receipt-id'] ?? ''))
      client.subscribe(`/v1/1/events/topics/0x${'ab'.repeat(32)}/`, () => undefined, { receipt: 'r1' })
      await expect.poll(() => receipts, fast).toEqual(['r1'])
    })

    it('is told of a bad destination by an error, and is closed', async () => {
      await begin()
      const { client, received } = await connected()
      client.subscribe('/v1/eth-mainnet/events/', () => undefined)
      await expect
        .poll(() => received)
        .toEqual(['connected', 'error There is no destination /v1/eth-mainnet/events/', 'closed 1002'])
    })

    it.each([
      { packing: 'joined', frames: 'text' },
      { packing: 'split', frames: 'text' },
      { packing: 'split', frames: 'binary' },
      { packing: 'joined', frames: 'binary' },
    ] as const)('reads $packing $frames frames', async (wire) => {
      const { simulator } = await begin({ wire })
      const story = simulator.start('quiet')
      const { client } = await connected()
      const bodies: string[] = []
      client.subscribe(story.destination, ({ body }) => bodies.push(body))
      await expect.poll(() => simulator.counters.subscribes, fast).toEqual({ [story.destination]: 1 })
      story.burst(5)
      await expect.poll(() => bodies.map((body) => JSON.parse(body)), fast).toEqual(story.truth())
    })

    it('is given junk as messages and unknown frames, and reads what follows', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      const { client, received } = await connected()
      const bodies: string[] = []
      client.subscribe(story.destination, ({ body }) => bodies.push(body))
      await expect.poll(() => simulator.counters.subscribes, fast).toEqual({ [story.destination]: 1 })
      simulator.faults.junk()
      story.burst(1)
      await expect.poll(() => bodies.at(-1), fast).toBe(JSON.stringify(story.truth()[0]))
      expect(bodies).toEqual(expect.arrayContaining(['null', '[]', 'hello']))
      expect(received).toEqual(['connected'])
    })

    it('waits for a server that never says CONNECTED', async () => {
      const { simulator } = await begin()
      simulator.faults.silence('connected')
      const { received } = startClient()
      await expect.poll(() => simulator.log.entries().some((entry) => entry.type === 'frame'), fast).toBe(true)
      simulator.faults.drop()
      await expect.poll(() => received, fast).toEqual(['closed 1006'])
    })

    it.each([
      ['socketOff upgrade', ['closed 1006'], 0],
      ['socketOff frame', ['error WebSocket connections are no longer available', 'closed 1002'], 1],
      ['refuse key', ['error Invalid API key', 'closed 1008'], 1],
      ['refuse upgrade', ['closed 1006'], 0],
      ['drop', ['closed 1006'], 0],
    ])('is told by %s: %j', async (fault, expected, opened) => {
      const { simulator } = await begin()
      if (fault === 'socketOff upgrade') simulator.faults.socketOff('upgrade')
      else if (fault === 'socketOff frame') simulator.faults.socketOff('frame')
      else if (fault === 'refuse key') simulator.faults.refuse('key')
      else if (fault === 'refuse upgrade') simulator.faults.refuse('upgrade')
      else simulator.faults.drop()
      const { received } = startClient()
      await expect.poll(() => received, fast).toEqual(expected)
      expect(simulator.counters).toMatchObject({ socketsOpened: opened, socketsRefused: 1 - opened, socketsOpen: 0 })
    })
  })

  describe('stompjs 2.3.3', () => {
    const connectOld = async (): Promise<{ client: OldStompClient; errors: unknown[]; headers: object }> => {
      const errors: unknown[] = []
      const client = oldStomp.over(new carried.WebSocket(carried.url, ['v10.stomp', 'v11.stomp']))
      client.heartbeat = { outgoing: 10_000, incoming: 0 }
      const headers = await new Promise<object>((resolve) => {
        client.connect(
          {},
          (frame) => resolve(frame.headers),
          (error) => errors.push(error),
        )
      })
      ends.push(() => client.connected && client.disconnect(() => undefined))
      return { client, errors, headers }
    }

    it('agrees on version 1.1 and sub-protocol v11.stomp, hears what is published, and stops', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      const { client, errors, headers } = await connectOld()
      expect([headers, client.ws.protocol]).toMatchObject([{ version: '1.1' }, 'v11.stomp'])
      const bodies: string[] = []
      const subscription = client.subscribe(story.destination, ({ body }) => bodies.push(body))
      await expect.poll(() => simulator.counters.subscribes, fast).toEqual({ [story.destination]: 1 })
      story.burst(3)
      await expect.poll(() => bodies.map((body) => JSON.parse(body)), fast).toEqual(story.truth())
      subscription.unsubscribe()
      await expect.poll(() => simulator.counters.unsubscribes, fast).toBe(1)
      client.disconnect(() => undefined)
      await expect.poll(() => simulator.counters.socketsOpen, fast).toBe(0)
      expect([errors, simulator.counters.violations]).toEqual([[], 0])
    })

    it('reads many frames out of one message', async () => {
      const { simulator } = await begin({ wire: { packing: 'joined' } })
      const story = simulator.start('quiet')
      const { client } = await connectOld()
      const bodies: string[] = []
      client.subscribe(story.destination, ({ body }) => bodies.push(body))
      await expect.poll(() => simulator.counters.subscribes, fast).toEqual({ [story.destination]: 1 })
      story.burst(4)
      await expect.poll(() => bodies.map((body) => JSON.parse(body)), fast).toEqual(story.truth())
    })

    it('is told of an error, and of the end', async () => {
      const { simulator } = await begin()
      const { client, errors } = await connectOld()
      client.subscribe('/nowhere', () => undefined)
      await expect.poll(() => errors.length, fast).toBe(2)
      expect(String(errors[0])).toContain('There is no destination /nowhere')
      expect(errors[1]).toContain('Whoops! Lost connection')
      expect(simulator.counters.violations).toBe(1)
    })
  })
})

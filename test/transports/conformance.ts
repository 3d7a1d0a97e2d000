import { describe, expect, onTestFinished, test } from 'vitest'
import type { CloseReason, Link, Transport } from '../../src/core/contract/transport.js'

/** One peer that connected. */
export interface Peer {
  readonly path: string
  readonly received: readonly string[]
  /** What the transport's protocol frames as text. */
  sendText(text: string): void
  /** The same, as bytes, where the transport knows such. */
  sendBytes?(text: string): void
  /** Says goodbye, with a code where the transport has one. */
  close(code: number, reason: string): void
  /** Cuts the line without a word. */
  cut(): void
  readonly isGone: boolean
}

/** A real server on a port of its own. */
export interface TransportServer {
  readonly url: string
  readonly peers: readonly Peer[]
  /** What happens to those who connect: taken, refused before they are open, or left without an answer. */
  setDoor(door: 'open' | 'refuse' | 'hang'): void
  /** How many connections stand or, over HTTP, how many requests are under way; those that wait for an answer included. */
  countLines?(): number
  stop(): Promise<void>
}

export interface TransportCase<Out, In> {
  start(): Promise<TransportServer>
  create(url: string | (() => string | Promise<string>)): Transport<Out, In>
  /** The frame that a peer has as this text in `received`. */
  toFrame(text: string): Out
  /** The text that a peer has sent. */
  toText(frame: In): unknown
  /** What becomes of a peer's goodbye: its code and reason, unless the transport has none to carry them. */
  toGoodbye?(code: number, reason: string): CloseReason
}

type Event = readonly ['open'] | readonly ['frame', unknown] | readonly ['alive'] | readonly ['close', CloseReason]

/** What every transport keeps, on a real server. */
export function describeTransport<Out, In>(
  name: string,
  {
    create,
    start,
    toFrame,
    toGoodbye = (code, message) => ({ code, opened: true, message }),
    toText,
  }: TransportCase<Out, In>,
): void {
  async function serve(): Promise<TransportServer> {
    const server = await start()
    onTestFinished(() => server.stop())
    return server
  }

  function open(url: string | (() => string | Promise<string>)) {
    const events: Event[] = []
    let isOpening = true
    const record = (event: Event) => {
      expect(isOpening, 'nothing is called before open() has returned').toBe(false)
      events.push(event)
    }
    const link: Link<Out> = create(url).open({
      open: () => record(['open']),
      frame: (frame) => record(['frame', toText(frame)]),
      alive: () => record(['alive']),
      close: (reason) => record(['close', reason]),
    })
    isOpening = false
    onTestFinished(() => link.close())
    const names = () => events.map(([name]) => name)
    const until = async (name: Event[0]) => {
      await expect.poll(names, { timeout: 30_000 }).toContain(name)
    }
    const reason = () => events.find((event) => event[0] === 'close')?.[1]
    const frames = () => events.flatMap((event) => (event[0] === 'frame' ? [event[1]] : []))
    return { events, frames, link, names, reason, until }
  }

  /** Long enough for what shouldn't come. */
  const settle = () => new Promise((resolve) => setTimeout(resolve, 50))

  async function connect() {
    const server = await serve()
    const client = open(server.url)
    await client.until('open')
    await expect.poll(() => server.peers.length).toBe(1)
    const [peer] = server.peers
    if (!peer) throw new Error('nobody came')
    return { ...client, peer, server }
  }

  describe(`${name} as a transport`, { timeout: 60_000 }, () => {
    test('opens, takes frames in their order, and sends', async () => {
      const { frames, link, names, peer } = await connect()
      for (const text of ['1', '2', '3']) peer.sendText(text)
      link.send(toFrame('hello'))
      await expect.poll(frames).toEqual(['1', '2', '3'])
      await expect.poll(() => peer.received).toEqual(['hello'])
      expect(names()).toEqual(['open', 'frame', 'frame', 'frame'])
    })

    test('hands bytes on as text, in their order', async () => {
      const { frames, peer } = await connect()
      const { sendBytes } = peer
      if (!sendBytes) return
      sendBytes('{"long":"' + 'ü'.repeat(100_000) + '"}')
      peer.sendText('2')
      sendBytes('3')
      peer.sendText('4')
      await expect.poll(() => frames().map(String)).toHaveLength(4)
      expect(frames().slice(1)).toEqual(['2', '3', '4'])
      expect(JSON.parse(String(frames()[0]))).toEqual({ long: 'ü'.repeat(100_000) })
    })

    test('hands junk on, for the protocol to tell', async () => {
      const { frames, peer } = await connect()
      for (const junk of ['', '{', '\u0000', 'ok']) peer.sendText(junk)
      await expect.poll(frames).toEqual(['', '{', '\u0000', 'ok'])
    })

    test('closes once, without a word, where its line is cut', async () => {
      const { names, peer, reason, until } = await connect()
      peer.cut()
      await until('close')
      await settle()
      expect(reason()).toMatchObject({ opened: true, message: expect.stringMatching(/\w/) })
      expect(reason()?.code ?? 1006).toBe(1006)
      expect(names()).toEqual(['open', 'close'])
    })

    test.each([
      [1000, 'bye'],
      [1008, 'no such key'],
      [1012, 'restarting'],
      [4401, 'unauthorized'],
    ])('closes once at a goodbye, with its code %i', async (code, text) => {
      const { names, peer, reason, until } = await connect()
      peer.sendText('last')
      peer.close(code, text)
      await until('close')
      await settle()
      expect(reason()).toEqual(toGoodbye(code, text))
      expect(names()).toEqual(['open', 'frame', 'close'])
    })

    test('closes without having opened where its upgrade is refused', async () => {
      const server = await serve()
      server.setDoor('refuse')
      const { names, reason, until } = open(server.url)
      await until('close')
      await settle()
      expect(names()).toEqual(['close'])
      expect(reason()).toMatchObject({ opened: false })
    })

    test('closes without having opened where the server is not there', async () => {
      const server = await start()
      await server.stop()
      const { names, reason, until } = open(server.url)
      await until('close')
      expect(names()).toEqual(['close'])
      expect(reason()).toMatchObject({ opened: false })
    })

    test('closes at a bad address, and never throws', async () => {
      for (const url of ['', 'nonsense', 'gopher://x?key=hushhush', () => 'no address?key=hushhush']) {
        const { names, reason, until } = open(url)
        await until('close')
        expect(names()).toEqual(['close'])
        expect(reason()).toMatchObject({ opened: false })
        expect(reason()?.message).not.toContain('hushhush')
      }
    })

    test('closes where its address is asked for in vain', async () => {
      const factories = [
        () => Promise.reject(new Error('no ticket, see https://app.example/ticket?key=hushhush')),
        () => {
          throw new Error('no ticket')
        },
      ]
      for (const factory of factories) {
        const { names, reason, until } = open(factory)
        await until('close')
        expect(names()).toEqual(['close'])
        expect(reason()?.message).toContain('no ticket')
        expect(reason()?.message).not.toContain('hushhush')
      }
    })

    test('asks for its address at each attempt', async () => {
      const server = await serve()
      let count = 0
      const transport = create(async () => `${server.url}/${++count}`)
      const nothing = () => {}
      for (const attempt of [1, 2]) {
        const link = transport.open({ open: nothing, frame: nothing, alive: nothing, close: nothing })
        onTestFinished(() => link.close())
        await expect.poll(() => server.peers.length).toBe(attempt)
      }
      expect(server.peers.map(({ path }) => path)).toEqual(['/1', '/2'])
    })

    describe('link.close()', () => {
      test('ends an open link: one close, and nothing after it', async () => {
        const { link, names, peer } = await connect()
        peer.sendText('late')
        link.close()
        link.close()
        await expect.poll(() => peer.isGone).toBe(true)
        await settle()
        expect(names()).toEqual(['open', 'close'])
      })

      test('opens nothing while the address is asked for', async () => {
        const server = await serve()
        let give = (_url: string) => {}
        const { link, names } = open(() => new Promise((resolve) => (give = resolve)))
        await settle()
        link.close()
        give(server.url)
        await settle()
        expect(names()).toEqual(['close'])
        expect(server.peers).toEqual([])
      })

      test('opens nothing where it is called at once', async () => {
        const server = await serve()
        const { link, names } = open(server.url)
        link.close()
        await settle()
        expect(names()).toEqual(['close'])
        expect(server.peers).toEqual([])
      })

      test('while it connects leaves no connection behind', async () => {
        const server = await serve()
        const { link, names } = open(server.url)
        await Promise.resolve()
        await Promise.resolve()
        link.close()
        await settle()
        await expect.poll(() => server.peers.filter(({ isGone }) => !isGone)).toEqual([])
        expect(names()).toEqual(['close'])
      })

      test('while the server says nothing, and is refused later, is one close', async () => {
        const server = await serve()
        server.setDoor('hang')
        const { link, names } = open(server.url)
        await settle()
        link.close()
        await server.stop()
        await settle()
        expect(names()).toEqual(['close'])
      })

      test('while the server says nothing ends the connection before long: browsers begin no other one before that', async () => {
        const server = await serve()
        if (!server.countLines) return
        server.setDoor('hang')
        const { link, names } = open(server.url)
        await expect.poll(server.countLines).toBe(1)
        link.close()
        await expect.poll(server.countLines).toBe(0)
        expect(names()).toEqual(['close'])
      })

      test('does nothing after the end', async () => {
        const { link, names, peer, until } = await connect()
        peer.close(1000, 'bye')
        await until('close')
        link.close()
        await settle()
        expect(names()).toEqual(['open', 'close'])
      })
    })

    test('drops what is sent while the link is not open, without an error', async () => {
      const server = await serve()
      const { link, until } = open(server.url)
      link.send(toFrame('early'))
      await until('open')
      link.send(toFrame('in time'))
      await expect.poll(() => server.peers[0]?.received).toEqual(['in time'])
      server.peers[0]?.cut()
      await until('close')
      link.send(toFrame('late'))
      await settle()
      expect(server.peers[0]?.received).toEqual(['in time'])
    })
  })
}

import fc from 'fast-check'
import { createCovalentSimulator, type CovalentSimulatorOptions, createManualClock } from 'onwire/testing'
import { describe, expect, it } from 'vitest'
import { serialiseFrame } from '../../src/testing/simulators/covalent/stompFrame.js'
import { readCovalentDestinations } from './support/covalentFixture.js'
import { readFrames, toFrame } from './support/stompWire.js'
import { checkProperty } from '../support/property.js'

const { documented, sample } = readCovalentDestinations()

/** A socket of raw frames, in virtual time. */
function open(options: CovalentSimulatorOptions = {}) {
  const clock = createManualClock()
  const simulator = createCovalentSimulator({ clock, latencyMs: 1, ...options })
  const socket = new simulator.WebSocket(simulator.url)
  const closes: string[] = []
  let stream = ''
  let messages = 0
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) => {
    messages += 1
    stream += typeof data === 'string' ? data : new TextDecoder().decode(data)
  })
  socket.addEventListener('close', ({ code, reason }) => closes.push(`${code} ${reason}`.trim()))
  clock.advance(10)
  return {
    clock,
    simulator,
    closes,
    /** Sends pieces as they are, and waits until the answers are there. */
    put(...pieces: readonly (string | Uint8Array<ArrayBuffer>)[]) {
      for (const piece of pieces) socket.send(piece)
      clock.advance(10)
    },
    stream: () => stream,
    messages: () => messages,
    frames: () => readFrames(stream),
    last: () => readFrames(stream).at(-1),
  }
}

/** A client that is connected already. */
function connect(version: string, options?: CovalentSimulatorOptions) {
  const opened = open(options)
  opened.put(toFrame('CONNECT', { 'accept-version': version }))
  return opened
}

const error = (message: string) => ({ command: 'ERROR', headers: expect.objectContaining({ message }) })

describe('A CONNECT', () => {
  it.each([
    ['1.0,1.1,1.2', '1.2'],
    ['1.1,1.0', '1.1'],
    [' 1.2 , 1.1', '1.2'],
    ['1.2', '1.2'],
    ['1.1,3.0', '1.1'],
  ])('with accept-version %s agrees on %s, and says its session and its beats', (accepted, version) => {
    expect(connect(accepted).frames()).toEqual([
      {
        command: 'CONNECTED',
        headers: {
          version,
          'heart-beat': '10000,10000',
          session: expect.stringMatching(/^[0-9a-z]{12}$/),
          server: 'covalent-simulator/1',
        },
        body: '',
      },
    ])
  })

  it.each([{}, { 'accept-version': '1.0' }])(
    'with %j is version 1.0, which knows no version and no beats',
    (headers) => {
      const client = open()
      client.put(toFrame('CONNECT', headers))
      expect(client.frames()).toEqual([
        { command: 'CONNECTED', headers: { session: expect.any(String), server: expect.any(String) }, body: '' },
      ])
    },
  )

  it('may be called STOMP, and end its lines with a carriage return', () => {
    const client = open()
    client.put('STOMP\r\naccept-version:1.2\r\nhost:api.covalenthq.com\r\n\r\n\0')
    expect(client.last()).toMatchObject({ command: 'CONNECTED', headers: { version: '1.2' } })
  })

  it('without a common version gets an ERROR that names those that are spoken, and is closed', () => {
    const client = connect('2.0,2.1')
    expect(client.frames()).toEqual([
      {
        command: 'ERROR',
        headers: expect.objectContaining({ version: '1.0,1.1,1.2', 'content-type': 'text/plain' }),
        body: 'Supported protocol versions are 1.0,1.1,1.2\n',
      },
    ])
    expect(client.closes).toEqual(['1002 Protocol error'])
  })

  it.each(['soon', '10', '1,2,3', '-1,0'])('with the beats %s gets an ERROR', (beats) => {
    const client = open()
    client.put(toFrame('CONNECT', { 'accept-version': '1.2', 'heart-beat': beats }))
    expect(client.last()).toMatchObject(error('The heart-beat header is not two numbers'))
  })
})

describe('Heart-beats', () => {
  const beating = (heartBeat: string, options?: CovalentSimulatorOptions) => {
    const client = open(options)
    client.put(toFrame('CONNECT', { 'accept-version': '1.2', 'heart-beat': heartBeat }))
    return client
  }
  const beatsOf = (stream: string) => /\n*$/.exec(stream.slice(stream.lastIndexOf('\0') + 1))?.[0].length

  it('come from the server as often as the slower side says, where the client wants them', () => {
    const client = beating('0,4000', { beatMs: { sends: 5000, wants: 0 } })
    client.clock.advance(21_000)
    expect(beatsOf(client.stream())).toBe(4)
  })

  it('do not come to the page’s own client, which wants none', () => {
    const client = beating('10000,0')
    for (let beat = 0; beat < 10; beat += 1) {
      client.clock.advance(10_000)
      client.put('\n')
    }
    expect([beatsOf(client.stream()), client.closes, client.simulator.counters.beats]).toEqual([0, [], 10])
  })

  it('that a client promised and does not send end its connection after three times the time', () => {
    const client = beating('10000,0')
    client.clock.advance(29_000)
    expect(client.closes).toEqual([])
    client.clock.advance(2000)
    expect(client.last()).toMatchObject(error('No heart-beat came for 30000 ms'))
    expect(client.closes).toEqual(['1002 Protocol error'])
  })

  it('are none in version 1.0, whatever the client says', () => {
    const client = open()
    client.put(toFrame('CONNECT', { 'heart-beat': '10000,10000' }))
    client.clock.advance(60_000)
    expect([beatsOf(client.stream()), client.closes, client.clock.pending()]).toEqual([0, [], 0])
  })

  it('leave no timer behind when the socket closes', () => {
    const client = beating('10000,10000')
    expect(client.clock.pending()).toBe(2)
    client.simulator.faults.kick()
    client.clock.advance(10)
    expect(client.clock.pending()).toBe(0)
  })
})

describe('A SUBSCRIBE', () => {
  it.each(['1.1', '1.2'])(
    'in version %s brings MESSAGEs with its id, its destination and the length of their body',
    (version) => {
      const client = connect(version)
      const story = client.simulator.start('quiet')
      client.put(toFrame('SUBSCRIBE', { id: 'sub-0', destination: story.destination, ack: 'auto' }))
      story.burst(2)
      client.clock.advance(10)
      const messages = client.frames().slice(1)
      expect(messages.map(({ command, headers }) => [command, headers])).toEqual(
        messages.map(({ body }) => [
          'MESSAGE',
          {
            subscription: 'sub-0',
            'message-id': expect.any(String),
            destination: story.destination,
            'content-type': 'application/json;charset=utf-8',
            'content-length': String(new TextEncoder().encode(body).length),
          },
        ]),
      )
      expect(new Set(messages.map(({ headers }) => headers['message-id'])).size).toBe(2)
      expect(messages.map(({ body }) => JSON.parse(body))).toEqual(story.truth())
    },
  )

  it('in version 1.0 needs no id; its MESSAGEs then name no subscription, and it ends by its destination', () => {
    const client = connect('1.0')
    const story = client.simulator.start('quiet')
    client.put(toFrame('SUBSCRIBE', { destination: story.destination }))
    story.burst(1)
    client.put(toFrame('UNSUBSCRIBE', { destination: story.destination, receipt: 'r' }))
    story.burst(1)
    client.clock.advance(10)
    expect(client.frames().map(({ command }) => command)).toEqual(['CONNECTED', 'MESSAGE', 'RECEIPT'])
    expect(client.frames()[1]?.headers).not.toHaveProperty('subscription')
  })

  it.each(['1.1', '1.2'])('in version %s without an id gets an ERROR', (version) => {
    const client = connect(version)
    client.put(toFrame('SUBSCRIBE', { destination: sample }))
    expect(client.last()).toMatchObject(error('SUBSCRIBE has no id'))
  })

  it('takes the two documented destinations, with a chain’s number', () => {
    const client = connect('1.2')
    const address = '0x7BE8076f4EA4A4AD08075C2508e481d6C946D12b'
    const values = { chain_id: '137', address, topic: `0x${'ab'.repeat(32)}` }
    const destinations = documented.map((text) =>
      text.replace(/\{(\w+)\}/g, (_all, name) => values[name as keyof typeof values]),
    )
    client.put(...destinations.map((destination, id) => toFrame('SUBSCRIBE', { id: String(id), destination })))
    expect(client.closes).toEqual([])
    expect(client.simulator.counters.subscribes).toEqual(Object.fromEntries(destinations.map((name) => [name, 1])))
  })

  it.each([
    ['no slash at its end', sample.slice(0, -1)],
    ['a chain’s name', sample.replace('/1/', '/eth-mainnet/')],
    ['a chain that is not indexed', sample.replace('/1/', '/424242/')],
    ['no version', sample.slice(3)],
    ['a short address', sample.replace('46d12b', '')],
    ['an address where a topic belongs', sample.replace('address', 'topics')],
    ['a query', `${sample}?key=1`],
    ['something else', '/topic/news'],
  ])('refuses a destination with %s', (_what, destination) => {
    const client = connect('1.1')
    client.put(toFrame('SUBSCRIBE', { id: '1', destination, receipt: 'please' }))
    expect(client.last()).toMatchObject(error(`There is no destination ${destination.replaceAll(':', '\\c')}`))
    expect(client.last()?.headers).toMatchObject({ 'receipt-id': 'please' })
    expect(client.closes).toEqual(['1002 Protocol error'])
  })

  it('refuses an id that is taken, and takes it again after UNSUBSCRIBE', () => {
    const client = connect('1.2')
    const subscribe = toFrame('SUBSCRIBE', { id: '1', destination: sample })
    client.put(subscribe, toFrame('UNSUBSCRIBE', { id: '1' }), subscribe)
    expect([client.closes, client.simulator.counters]).toMatchObject([[], { unsubscribes: 1, violations: 0 }])
    client.put(subscribe)
    expect(client.last()).toMatchObject(error('The subscription 1 is made already'))
  })
})

describe('The STOMP server at receipts and at the end', () => {
  it('confirms what asks for it, in order, and closes with 1000 after DISCONNECT', () => {
    const client = connect('1.2')
    client.put(
      toFrame('SUBSCRIBE', { id: '1', destination: sample, receipt: 'one' }),
      toFrame('UNSUBSCRIBE', { id: '1', receipt: 'two' }),
      toFrame('DISCONNECT', { receipt: 'three' }),
    )
    expect(client.frames().slice(1)).toEqual(
      ['one', 'two', 'three'].map((id) => ({ command: 'RECEIPT', headers: { 'receipt-id': id }, body: '' })),
    )
    expect(client.closes).toEqual(['1000'])
  })

  it.each([
    ['an UNSUBSCRIBE without an id', toFrame('UNSUBSCRIBE', { destination: sample }), 'UNSUBSCRIBE has no id'],
    ['an UNSUBSCRIBE of nothing', toFrame('UNSUBSCRIBE', { id: '9' }), 'There is no subscription 9'],
    ['a second CONNECT', toFrame('CONNECT', { 'accept-version': '1.2' }), 'The connection is made already'],
    ['SEND', toFrame('SEND', { destination: sample }, 'x'), 'Nothing can be sent here\\c the service only publishes'],
    ['ACK', toFrame('ACK', { id: '1' }), 'The service acknowledges by itself'],
    ['NACK', toFrame('NACK', { id: '1' }), 'The service acknowledges by itself'],
    ['BEGIN', toFrame('BEGIN', { transaction: '1' }), 'The service has no transactions'],
    [
      'another ack mode',
      toFrame('SUBSCRIBE', { id: '1', destination: sample, ack: 'client' }),
      "The service acknowledges by itself\\c ack is 'client', and can only be auto",
    ],
    ['an unknown command', toFrame('HELLO'), 'There is no command HELLO'],
    ['a body on SUBSCRIBE', toFrame('SUBSCRIBE', { id: '1', destination: sample }, 'x'), 'SUBSCRIBE has a body'],
    ['a header without a colon', 'SUBSCRIBE\nid\n\n\0', "'id' is no header."],
    ['NUL among the headers', 'SUBSCRIBE\nid:1\0', 'A frame ends within its headers.'],
    ['a length that is none', 'SEND\ncontent-length:ten\n\n\0', "The content-length is 'ten'."],
    ['a length that is too short', 'SEND\ncontent-length:1\n\nxx\0', 'No NUL stands behind the body.'],
    ['a frame without an end', `SEND\n\n${'x'.repeat(70_000)}`, 'A frame is larger than 65536 bytes.'],
    ['bytes that are not UTF-8', new Uint8Array([83, 10, 0xff, 10, 10, 0]), 'A frame is not UTF-8.'],
  ])('answers %s with an ERROR, and reads nothing after it', (_what, piece, message) => {
    const client = connect('1.2')
    client.put(piece, toFrame('SUBSCRIBE', { id: '1', destination: sample, receipt: 'late' }))
    expect(client.frames().slice(1)).toEqual([expect.objectContaining(error(message))])
    expect(client.closes).toEqual(['1002 Protocol error'])
    expect(client.simulator.counters).toMatchObject({ violations: 1, subscribes: {}, socketsOpen: 0 })
  })

  it('answers a frame before CONNECT with an ERROR', () => {
    const client = open()
    client.put(toFrame('SUBSCRIBE', { id: '1', destination: sample }))
    expect(client.last()).toMatchObject(error('SUBSCRIBE came before CONNECT'))
  })
})

describe('A header', () => {
  /** Subscribes with an id as it stands on the wire, and tells the id that comes back in a MESSAGE. */
  const echo = (version: string, id: string): string | undefined => {
    const client = connect(version)
    const story = client.simulator.start('quiet')
    client.put(`SUBSCRIBE\nid:${id}\ndestination:${story.destination}\n\n\0`)
    story.burst(1)
    client.clock.advance(10)
    return client.last()?.headers.subscription
  }

  it.each([
    ['1.0', 'a\\cb', 'a\\cb'],
    ['1.0', ' a:b ', 'a:b'],
    ['1.1', 'a\\cb\\\\\\n', 'a\\cb\\\\\\n'],
    ['1.1', ' a:b ', ' a\\cb '],
    ['1.1', 'a\r', 'a\r'],
    ['1.2', 'a\\cb\\\\\\n\\r', 'a\\cb\\\\\\n\\r'],
    ['1.2', 'a\r', 'a'],
    ['1.2', 'ß', 'ß'],
  ])('in %s has the id %j come back as %j', (version, sent, received) => {
    expect(echo(version, sent)).toBe(received)
  })

  it.each([
    ['1.1', 'a\\tb'],
    ['1.1', 'a\\rb'],
    ['1.2', 'a\\tb'],
    ['1.2', 'a\\'],
  ])('in %s with %j has an undefined escape sequence, and ends the connection', (version, id) => {
    const client = connect(version)
    client.put(`SUBSCRIBE\nid:${id}\ndestination:${sample}\n\n\0`)
    expect(client.last()?.headers.message).toContain(`STOMP ${version} has no escape sequence`)
    expect(client.closes).toHaveLength(1)
  })

  it('that is repeated counts by its first', () => {
    const client = connect('1.2')
    client.put(`SUBSCRIBE\nid:1\ndestination:${sample}\ndestination:/nowhere\n\n\0`)
    expect([client.closes, client.simulator.counters.subscribes]).toEqual([[], { [sample]: 1 }])
  })

  it('counts the length of a body in bytes', () => {
    expect(serialiseFrame('MESSAGE', { a: 'b:c' }, 'é', '1.2')).toBe('MESSAGE\na:b\\cc\ncontent-length:2\n\né\0')
  })

  it('gives its length to a body that may hold NUL', () => {
    const client = connect('1.2')
    client.put('SEND\ncontent-length:3\n\na\0b\0')
    expect(client.frames().slice(1)).toMatchObject([error('Nothing can be sent here\\c the service only publishes')])
  })
})

describe('The STOMP server with frames in pieces', () => {
  const whole = [
    toFrame('CONNECT', { 'accept-version': '1.2', 'heart-beat': '0,0' }),
    '\n\r\n',
    toFrame('SUBSCRIBE', { id: 'ü', destination: sample, receipt: '1' }),
    toFrame('UNSUBSCRIBE', { id: 'ü', receipt: '2' }),
    toFrame('DISCONNECT', { receipt: '3' }),
  ].join('')
  const answers = ['CONNECTED', 'RECEIPT', 'RECEIPT', 'RECEIPT']

  it('reads many frames out of one message', () => {
    const client = open()
    client.put(whole)
    expect(client.frames().map(({ command }) => command)).toEqual(answers)
    expect(client.simulator.counters.beats).toBe(2)
  })

  it('reads frames out of binary messages, wherever they are cut', () => {
    const bytes = new TextEncoder().encode(whole)
    checkProperty(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 })), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), bytes.length]
        const client = open()
        client.put(...cuts.slice(1).map((end, index) => bytes.slice(cuts[index], end)))
        expect(client.frames().map(({ command }) => command)).toEqual(answers)
      }),
    )
  })

  it('answers noise with ERROR at most, and never breaks', () => {
    const tokens = fc.constantFrom('CONNECT', 'SUBSCRIBE', '\n', '\0', ':', 'id:1', 'content-length:3', '\\', '\r', 'é')
    checkProperty(
      fc.property(fc.array(fc.oneof(tokens, fc.string())), fc.boolean(), (pieces, isConnected) => {
        const client = isConnected ? connect('1.2') : open()
        client.put(...pieces)
        expect(client.closes.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it.each([
    ['one', 'text', 3],
    ['one', 'binary', 3],
    ['joined', 'text', 1],
    ['split', 'text', 9],
    ['split', 'binary', 9],
  ] as const)('can send its messages %s, as %s', (packing, frames, count) => {
    const client = connect('1.2', { wire: { packing, frames } })
    const story = client.simulator.start('quiet')
    client.put(toFrame('SUBSCRIBE', { id: '1', destination: story.destination }))
    const before = client.messages()
    story.burst(3)
    client.clock.advance(10)
    expect(client.messages() - before).toBe(count)
    const noiseAnswers = client.frames().slice(1)
    expect(noiseAnswers.map(({ body }) => JSON.parse(body))).toEqual(story.truth())
  })
})

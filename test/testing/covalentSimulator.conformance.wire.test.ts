import { type CovalentLogEvent, covalentChains, covalentScenarios, type CovalentSimulatorOptions } from 'onwire/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { type CarriedCovalent, covalentCarriers } from './support/covalentCarriers.js'
import { connectCovalent, fast } from './support/covalentClient.js'

const topic = `0x${'ab'.repeat(32)}`
/** Its next block comes after half an hour: nothing passes while a busy machine looks. */
const still = { speed: 0.001 }
const identity = ({ tx_hash, log_offset }: CovalentLogEvent) => `${tx_hash}:${log_offset}`

describe.each(covalentCarriers)("Covalent's service, simulated $name", ({ carry }) => {
  let carried: CarriedCovalent
  const begin = async (options?: CovalentSimulatorOptions): Promise<CarriedCovalent> => {
    carried = await carry(options)
    return carried
  }
  const ask = async (path: string, init?: RequestInit) => {
    const response = await carried.fetch(carried.apiUrl + path, init)
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  afterEach(() => carried.close())

  describe('by the socket', () => {
    it('tells each log to those who are subscribed to its contract or its topic, on its chain, and to nobody else', async () => {
      const { simulator } = await begin()
      const one = simulator.start('quiet', { topic })
      const two = simulator.start('quiet')
      const byAddress = await connectCovalent(carried)
      const byTopic = await connectCovalent(carried)
      const elsewhere = await connectCovalent(carried)
      await byAddress.subscribe(`/v1/1/events/address/${one.address.toUpperCase().replace('0X', '0x')}/`)
      await byTopic.subscribe(one.destination)
      await elsewhere.subscribe(`/v1/137/events/address/${one.address}/`)
      one.burst(3)
      two.burst(2)
      await expect.poll(() => [byAddress.bodies().length, byTopic.bodies().length], fast).toEqual([3, 3])
      expect(byAddress.bodies()).toEqual(one.truth())
      expect(byTopic.bodies()).toEqual(one.truth())
      expect(elsewhere.bodies()).toEqual([])
      expect(one.truth().map(({ raw_log_topics }) => raw_log_topics[0])).toEqual([topic, topic, topic])
    })

    it('sends nothing of what was before the subscription', async () => {
      const { simulator } = await begin()
      const story = simulator.start('page-limits', still)
      const client = await connectCovalent(carried)
      await client.subscribe(story.destination)
      story.burst(1)
      await expect.poll(() => client.bodies(), fast).toEqual(story.truth().slice(1050))
    })

    it.each([
      ['items', (logs: readonly CovalentLogEvent[]) => [{ items: logs }]],
      ['data', (logs: readonly CovalentLogEvent[]) => [{ data: { items: logs } }]],
      ['array', (logs: readonly CovalentLogEvent[]) => [logs]],
      ['object', (logs: readonly CovalentLogEvent[]) => logs],
    ] as const)('can say what a block brings as %s', async (body, toBodies) => {
      const { simulator } = await begin({ wire: { body } })
      const story = simulator.start('quiet')
      const client = await connectCovalent(carried)
      await client.subscribe(story.destination)
      story.burst(2)
      await expect.poll(() => client.bodies(), fast).toEqual(toBodies(story.truth()))
    })

    it('opens under the service’s path alone, and agrees on the best sub-protocol that is offered', async () => {
      await begin()
      const open = (url: string, protocols: string[]) =>
        new Promise((resolve) => {
          const socket = new carried.WebSocket(url, protocols)
          socket.addEventListener('open', () => resolve(socket.protocol))
          socket.addEventListener('error', () => undefined)
          socket.addEventListener('close', () => resolve('closed'))
        })
      expect(await open(carried.url, ['v10.stomp', 'v11.stomp'])).toBe('v11.stomp')
      expect(await open(carried.url.slice(0, -1), ['v12.stomp', 'v11.stomp', 'v10.stomp'])).toBe('v12.stomp')
      expect(await open(carried.url, ['mqtt'])).toBe('closed')
      expect(await open(carried.url.replace('/v1/', '/'), ['v12.stomp'])).toBe('closed')
    })

    it('lets a client in by a key in its URL where others are refused, and never writes it into the log', async () => {
      const { simulator } = await begin()
      simulator.faults.refuse('key', { accept: ['hushhush-key'] })
      const [refused, admitted] = [await connectCovalent(carried), await connectCovalent(carried, '?key=hushhush-key')]
      await expect.poll(() => refused.events, fast).toEqual(['open', 'close 1008'])
      expect([refused.commands(), admitted.commands()]).toEqual([['ERROR'], ['CONNECTED']])
      admitted.socket.send('SEND\nlogin:hushhush-key\nAuthorization:Bearer hushhush-key\n\n\0')
      await expect.poll(() => admitted.commands(), fast).toEqual(['CONNECTED', 'ERROR'])
      expect(JSON.stringify(simulator.log.entries())).not.toContain('hushhush-key')
    })

    it('cuts every socket by drop and admits none, until restore', async () => {
      const { simulator } = await begin()
      const client = await connectCovalent(carried)
      simulator.faults.drop()
      await expect.poll(() => client.events, fast).toEqual(['open', 'close 1006'])
      expect((await connectCovalent(carried)).events).toEqual(['close 1006'])
      simulator.faults.restore()
      expect((await connectCovalent(carried)).commands()).toEqual(['CONNECTED'])
      expect(simulator.counters).toMatchObject({ socketsOpened: 2, socketsOpen: 1, socketsRefused: 1 })
    })

    it.each([
      ['kick', ['CONNECTED'], 'close 1012'],
      ['refuse-key', ['CONNECTED', 'ERROR'], 'close 1008'],
      ['refuse-upgrade', ['CONNECTED'], 'close 1006'],
      ['socket-off', ['CONNECTED'], 'close 1006'],
      ['socket-off-frame', ['CONNECTED', 'ERROR'], 'close 1002'],
    ] as const)('under %s ends the sockets that are open, after %j, with %s', async (fault, commands, close) => {
      const { simulator } = await begin()
      const client = await connectCovalent(carried)
      simulator.faults.apply(fault)
      await expect.poll(() => client.events, fast).toEqual(['open', close])
      expect([client.commands(), simulator.counters.socketsOpen]).toEqual([commands, 0])
    })

    it('loses by freeze what is sent either way, and what was lost stays lost', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      const client = await connectCovalent(carried)
      await client.subscribe(story.destination)
      simulator.faults.freeze()
      story.burst(2)
      simulator.faults.restore()
      story.burst(1)
      await expect.poll(() => client.bodies(), fast).toEqual([story.truth()[2]])
      expect(client.events).toEqual(['open'])
      expect(simulator.log.entries().filter((entry) => entry.type === 'frame' && entry.lost)).toHaveLength(2)
    })

    it('takes subscriptions under silence, and says no MESSAGE', async () => {
      const { simulator } = await begin()
      simulator.faults.silence('messages')
      const story = simulator.start('quiet')
      const client = await connectCovalent(carried)
      await client.subscribe(story.destination)
      story.burst(2)
      simulator.faults.restore()
      story.burst(1)
      await expect.poll(() => client.bodies(), fast).toEqual([story.truth()[2]])
      expect(simulator.counters.messages).toBe(1)
    })

    it('brings ten thousand logs of one block, all and in order', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      const client = await connectCovalent(carried)
      await client.subscribe(story.destination)
      story.burst(10_000)
      await expect.poll(() => client.bodies().length, { interval: 50, timeout: 30_000 }).toBe(10_000)
      expect(client.bodies()).toEqual(story.truth())
    }, 600_000)
  })

  describe('by REST', () => {
    it('tells the past in pages, in the documented envelope', async () => {
      const { simulator } = await begin()
      const story = simulator.start('page-limits', still)
      const pages = []
      for (let page = 0; page < 11; page += 1) {
        pages.push(await ask(`/eth-mainnet/events/address/${story.address}/?page-size=100&page-number=${page}`))
      }
      expect(pages[0]).toMatchObject({
        status: 200,
        body: {
          data: {
            updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
            chain_id: 1,
            chain_name: 'eth-mainnet',
            pagination: { has_more: true, page_number: 0, page_size: 100, total_count: null },
          },
          error: false,
          error_message: null,
          error_code: null,
        },
      })
      const items = pages.flatMap(({ body }) => body.data.items)
      expect(items.slice(0, 1050)).toEqual(story.truth().slice(0, 1050))
      expect(new Set(items.map(identity)).size).toBe(items.length)
      expect(pages.map(({ body }) => body.data.pagination.has_more)).toEqual([...Array(10).fill(true), false])
    })

    it('says that there is no more after a last page that is full', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      story.burst(20)
      const path = `/1/events/address/${story.address}/?page-size=10`
      const [first, last] = [await ask(path), await ask(`${path}&page-number=1`)]
      expect([first, last].map(({ body }) => body.data.pagination.has_more)).toEqual([true, false])
      expect((await ask(`${path}&page-number=2`)).body.data.items).toEqual([])
    })

    it('can tell the newest first', async () => {
      const { simulator } = await begin({ restStyle: { order: 'descending' } })
      const story = simulator.start('page-limits', still)
      const { body } = await ask(`/1/events/address/${story.address}/?page-size=5`)
      expect(body.data.items).toEqual([-1, -2, -3, -4, -5].map((index) => story.truth().at(index)))
    })

    it('takes blocks as numbers, in hexadecimal, and as words, both ends included', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet')
      for (let block = 0; block < 4; block += 1) story.burst(2)
      const heights = [...new Set(story.truth().map(({ block_height }) => block_height))]
      const [first = 0, second = 0] = heights
      const count = async (query: string) =>
        (await ask(`/1/events/address/${story.address}/?${query}`)).body.data.items.length
      expect(await count(`starting-block=${first}&ending-block=${second}`)).toBe(4)
      expect(await count(`starting-block=0x${second.toString(16)}&ending-block=latest`)).toBe(6)
      expect(await count('starting-block=latest')).toBe(2)
      expect(await count('starting-block=earliest&ending-block=1')).toBe(0)
      expect(await count(`ending-block=${first}`)).toBe(2)
    })

    it('finds logs by topic and by secondary topics, padded or not', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet', { topic })
      story.burst(5)
      const [, second = ''] = story.truth()[0]?.raw_log_topics ?? []
      const find = async (query: string) => (await ask(`/1/events/topics/${topic}/${query}`)).body.data.items
      expect(await find('')).toEqual(story.truth())
      expect(await find(`?secondary-topics=${second}`)).toEqual([story.truth()[0]])
      expect(await find(`?secondary-topics=0x${'cd'.repeat(20)},0x${second.slice(26)}`)).toEqual([story.truth()[0]])
      expect(await find(`?secondary-topics=0x${'cd'.repeat(20)}`)).toEqual([])
    })

    it('tells the newest block, and others by their height', async () => {
      const { simulator } = await begin()
      const story = simulator.start('quiet', { chainId: 8453 })
      story.burst(1)
      const head = simulator.chain(8453)?.head()
      const { body } = await ask('/base-mainnet/block_v2/latest/')
      expect(body.data).toMatchObject({ chain_id: 8453, pagination: null })
      expect(body.data.items).toMatchObject([{ height: head?.height, block_hash: head?.hash }])
      const before = await ask(`/8453/block_v2/${(head?.height ?? 0) - 1}/`)
      expect(body.data.items[0].block_parent_hash).toBe(before.body.data.items[0].block_hash)
      expect(await ask(`/8453/block_v2/${(head?.height ?? 0) + 1000}/`)).toMatchObject({ status: 404 })
    })

    it.each([
      [
        'a chain that is not indexed',
        '/dogechain-mainnet/events/address/{address}/',
        404,
        "Chain not supported: 'dogechain-mainnet'",
      ],
      ['a bad address', '/1/events/address/0x12/', 400, 'Malformed address or topic hash: /v1/1/events/address/0x12/'],
      ['a bad topic', `/1/events/topics/{address}/`, 400, expect.stringContaining('Malformed')],
      ['another path', '/1/transactions/', 404, 'Not found: GET /v1/1/transactions/'],
      ['a page that is too large', '/1/events/address/{address}/?page-size=101', 400, 'page-size is not from 1 to 100'],
      ['a bad page', '/1/events/address/{address}/?page-number=-1', 400, expect.stringContaining('page-number')],
      [
        'a bad block',
        '/1/events/address/{address}/?starting-block=soon',
        400,
        expect.stringContaining('starting-block'),
      ],
      [
        'a bad last block',
        '/1/events/address/{address}/?ending-block=0xfz',
        400,
        expect.stringContaining('ending-block'),
      ],
      [
        'a range that runs backwards',
        '/1/events/address/{address}/?starting-block=9&ending-block=8',
        400,
        expect.stringContaining('greater'),
      ],
      [
        'more than a million blocks',
        '/1/events/address/{address}/?starting-block=1&ending-block=1000001',
        400,
        'At most 1000000 blocks can be asked for at once',
      ],
    ])('answers %s with the documented error', async (_what, path, status, message) => {
      await begin()
      const answer = await ask(path.replace('{address}', `0x${'12'.repeat(20)}`))
      expect(answer).toMatchObject({
        status,
        body: { data: null, error: true, error_message: message, error_code: status },
      })
    })

    it('takes exactly a million blocks', async () => {
      await begin()
      const { status } = await ask(`/1/events/address/0x${'12'.repeat(20)}/?starting-block=2&ending-block=1000001`)
      expect(status).toBe(200)
    })

    it('can say nothing as null, and an error code as text', async () => {
      await begin({ restStyle: { nothing: 'null', errorCodes: 'string' } })
      const { body } = await ask(`/1/events/address/0x${'12'.repeat(20)}/`)
      expect(body.data).toMatchObject({ items: null, pagination: null })
      expect((await ask('/424242/block_v2/latest/')).body.error_code).toBe('404')
    })

    it('takes only the keys that it knows, where it knows some', async () => {
      await begin({ apiKeys: ['hushhush-right'] })
      const statusOf = async (authorization?: string) =>
        (await ask('/1/block_v2/latest/', authorization === undefined ? {} : { headers: { authorization } })).status
      expect(await statusOf()).toBe(401)
      expect(await statusOf('Bearer hushhush-wrong')).toBe(401)
      expect(await statusOf('hushhush-right')).toBe(401)
      expect(await statusOf('Bearer hushhush-right')).toBe(200)
    })

    it.each([
      [true, '1'],
      [false, null],
    ])(
      'answers 429 above so many requests a second, for each key; saysRetryAfter %s',
      async (saysRetryAfter, expected) => {
        const { simulator } = await begin({ requestsPerSecond: 4, saysRetryAfter })
        const askAs = (key: string) => ask('/1/block_v2/latest/', { headers: { authorization: `Bearer ${key}` } })
        const answers = []
        for (let time = 0; time < 5; time += 1) answers.push(await askAs('a'))
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
        expect(answers[4]?.headers.get('retry-after')).toBe(expected)
        expect((await askAs('b')).status).toBe(200)
        expect(simulator.counters).toMatchObject({
          restRequests: 6,
          restLimited: 1,
          requests: { '/v1/1/block_v2/latest/': 6 },
        })
      },
    )

    it.each([
      ['error', 503],
      ['rate-limited', 429],
      ['rate-limited-bare', 429],
      ['wrong-key', 401],
      ['forbidden', 403],
      ['credits-spent', 402],
    ] as const)('under %s answers %i, until it is restored', async (mode, status) => {
      const { simulator } = await begin()
      simulator.faults.breakRest(mode, { retryAfterS: 7, accept: ['hushhush-good'] })
      const answer = await ask('/1/block_v2/latest/')
      expect([answer.status, answer.body.error, answer.body.error_code]).toEqual([status, true, status])
      expect(answer.headers.get('retry-after')).toBe(mode === 'rate-limited' ? '7' : null)
      const asGood = await ask('/1/block_v2/latest/', { headers: { authorization: 'Bearer hushhush-good' } })
      expect(asGood.status).toBe(mode === 'wrong-key' ? 200 : status)
      simulator.faults.restoreRest()
      expect((await ask('/1/block_v2/latest/')).status).toBe(200)
    })

    it('answers with a page by html, breaks the connection by down, and never answers by hang', async () => {
      const { simulator } = await begin()
      const fetchHead = (init?: RequestInit) => carried.fetch(`${carried.apiUrl}/1/block_v2/latest/`, init)
      simulator.faults.breakRest('html')
      const page = await fetchHead()
      expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html'])
      expect(await page.text()).toMatch(/^<html>/)
      simulator.faults.breakRest('down')
      await expect(fetchHead()).rejects.toThrow(TypeError)
      simulator.faults.breakRest('hang')
      await expect(fetchHead({ signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout')
    })

    it('plays its scenario for whatever it is asked for, by REST or by the socket, the same for both', async () => {
      const steps = [{ at: 0, history: { logs: 12, blocks: 30 }, blockMs: 1e8 }]
      const scenario = { ...covalentScenarios.steady, steps }
      const { simulator } = await begin({ scenario })
      const address = `0x${'12'.repeat(20)}`
      const { body } = await ask(`/1/events/address/${address}/`)
      expect(body.data.items).toHaveLength(12)
      const client = await connectCovalent(carried)
      await client.subscribe(`/v1/1/events/address/${address}/`)
      await client.subscribe(`/v1/1/events/topics/${topic}/`)
      expect(simulator.stories().map(({ scenario, destination }) => [scenario.name, destination])).toEqual([
        ['steady', `/v1/1/events/address/${address}/`],
        ['steady', `/v1/1/events/topics/${topic}/`],
      ])
      expect((await ask(`/1/events/topics/${topic}/`)).body.data.items).toHaveLength(12)
    })

    it.each(covalentChains)('knows $name by its name and its id', async ({ id, name }) => {
      await begin()
      for (const chain of [id, name]) {
        expect((await ask(`/${chain}/block_v2/latest/`)).body.data).toMatchObject({ chain_id: id, chain_name: name })
      }
    })
  })
})

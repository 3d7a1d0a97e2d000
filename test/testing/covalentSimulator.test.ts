import fc from 'fast-check'
import {
  createCovalentSimulator,
  createManualClock,
  type CovalentLogEvent,
  type CovalentSimulatorOptions,
} from 'onwire/testing'
import { decodeEventLog, type Hex, keccak256, parseAbiItem, toBytes } from 'viem'
import { describe, expect, it } from 'vitest'
import { eventKinds } from '../../src/testing/simulators/covalent/drawEvent.js'
import { checkProperty } from '../support/property.js'

const identity = ({ tx_hash, log_offset }: CovalentLogEvent) => `${tx_hash}:${log_offset}`
const place = (log: CovalentLogEvent) => `${identity(log)} at ${log.block_height}`

function simulate(options: CovalentSimulatorOptions = {}) {
  const clock = createManualClock()
  return { clock, simulator: createCovalentSimulator({ clock, ...options }) }
}

/** Many logs of one contract, each in the shape that the service gives it. */
function manyLogs(): readonly CovalentLogEvent[] {
  const story = simulate().simulator.start('quiet')
  story.burst(600)
  return story.truth()
}

describe('A simulated log event', () => {
  it('has every documented field, in the documented type', () => {
    const hex = (digits: number) => expect.stringMatching(new RegExp(`^0x[0-9a-f]{${digits}}$`))
    const orNull = (...types: string[]) => expect.toSatisfy((value) => value === null || types.includes(typeof value))
    for (const { block_hash, decoded, ...log } of manyLogs()) {
      expect(log).toEqual({
        block_signed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        block_height: expect.any(Number),
        tx_offset: expect.any(Number),
        log_offset: expect.any(Number),
        tx_hash: hex(64),
        raw_log_topics: expect.arrayContaining([hex(64)]),
        sender_contract_decimals: orNull('number'),
        sender_name: orNull('string'),
        sender_contract_ticker_symbol: orNull('string'),
        sender_address: hex(40),
        sender_address_label: orNull('string'),
        sender_logo_url: orNull('string'),
        supports_erc: orNull('object'),
        sender_factory_address: orNull('string'),
        raw_log_data: orNull('string'),
      })
      if (block_hash !== undefined) expect(block_hash).toMatch(/^0x[0-9a-f]{64}$/)
      if (decoded)
        expect(decoded).toEqual({ name: expect.any(String), signature: expect.any(String), params: expect.any(Array) })
    }
  })

  it('leaves out or nulls whatever may be missing, now and then', () => {
    const logs = manyLogs()
    const nullable = Object.entries(logs[0] ?? {})
      .map(([field]) => field)
      .concat('decoded')
      .filter((field) => logs.some((log) => Reflect.get(log, field) === null))
    expect([...new Set(nullable)].sort()).toEqual([
      'decoded',
      'raw_log_data',
      'sender_address_label',
      'sender_contract_decimals',
      'sender_contract_ticker_symbol',
      'sender_factory_address',
      'sender_logo_url',
      'sender_name',
      'supports_erc',
    ])
    expect(logs.some((log) => !('decoded' in log))).toBe(true)
    expect(logs.some((log) => !('block_hash' in log))).toBe(true)
    expect(logs.some((log) => log.sender_name !== null && log.decoded)).toBe(true)
  })

  it('has values of every kind: beyond 2^53 as decimal strings, booleans, null, and lists of them', () => {
    const values = manyLogs().flatMap(({ decoded }) => decoded?.params.map(({ value }) => value) ?? [])
    const numbers = values.flatMap((value) => (typeof value === 'string' && /^\d+$/.test(value) ? [BigInt(value)] : []))
    expect(numbers.some((value) => value > BigInt(Number.MAX_SAFE_INTEGER))).toBe(true)
    expect(values).toEqual(expect.arrayContaining([true, false, null]))
    expect(values).toContainEqual(
      expect.arrayContaining([{ value: expect.stringMatching(/^\d+$/), bitSize: 256, typeAsString: 'uint256' }]),
    )
    expect(values.some((value) => typeof value === 'number')).toBe(false)
  })

  it.each(eventKinds)('$name has the topic of its signature', ({ name, topic, params }) => {
    expect(topic).toBe(keccak256(toBytes(`${name}(${params.map(({ type }) => type).join(',')})`)))
  })

  it('says the same raw and decoded, as another decoder reads it', () => {
    const decodable = manyLogs().filter(({ decoded }) => decoded)
    expect(decodable.length).toBeGreaterThan(300)
    for (const { decoded, raw_log_topics, raw_log_data } of decodable) {
      if (!decoded) continue
      const signature = decoded.params.map(({ type, indexed, name }) => `${type}${indexed ? ' indexed' : ''} ${name}`)
      const { args } = decodeEventLog({
        abi: [parseAbiItem(`event ${decoded.name}(${signature.join(', ')})`)],
        topics: raw_log_topics as [Hex, ...Hex[]],
        data: (raw_log_data ?? '0x') as Hex,
      })
      const read = Object.values(args as unknown as Record<string, unknown>)
      const said = decoded.params.map(({ value, decoded }) =>
        Array.isArray(value) ? value.map((item) => item.value) : decoded ? value : 'a hash',
      )
      const toSaid = (value: unknown, index: number) =>
        decoded.params[index]?.decoded === false
          ? 'a hash'
          : typeof value === 'boolean'
            ? value
            : Array.isArray(value)
              ? value.map(String)
              : String(value).replace(/^0x[0-9a-fA-F]{40}$/, (address) => address.toLowerCase())
      expect(read.map(toSaid)).toEqual(said)
    }
  })
})

describe('A simulated chain', () => {
  it('grows by the clock from the moment it is asked for, and not before', () => {
    const { clock, simulator } = simulate()
    clock.advance(60_000)
    expect(clock.pending()).toBe(0)
    const chain = simulator.chain(1)
    const born = chain?.head().height ?? 0
    clock.advance(12_000 * 3)
    expect(chain?.head().height).toBe(born + 3)
    expect(simulator.chain(424242)).toBeUndefined()
  })

  it('links its blocks, the past too, and their times grow', () => {
    const { clock, simulator } = simulate()
    const story = simulator.start('steady')
    const chain = simulator.chain(1)
    clock.advance(20_000)
    const head = chain?.head().height ?? 0
    const blocks = Array.from({ length: 40 }, (_, index) => chain?.block(head - index))
    expect(new Set(blocks.map((block) => block?.hash)).size).toBe(40)
    const times = blocks.map((block) => block?.signedAt ?? 0)
    expect(times).toEqual([...times].sort((a, b) => b - a))
    for (const log of story.truth()) {
      const block = chain?.block(log.block_height)
      if (log.block_hash !== undefined) expect(log.block_hash).toBe(block?.hash)
    }
    expect([chain?.block(head + 1), chain?.block(-1)]).toEqual([undefined, undefined])
  })

  it('gives each log an identity of its own, and each transaction one block', () => {
    const { clock, simulator } = simulate()
    const story = simulator.start('page-limits')
    clock.advance(60_000)
    story.burst(500)
    const logs = story.truth()
    expect(new Set(logs.map(identity)).size).toBe(logs.length)
    const blocksOf = new Map<string, Set<number>>()
    for (const { tx_hash, block_height } of logs) {
      blocksOf.set(tx_hash, (blocksOf.get(tx_hash) ?? new Set()).add(block_height))
    }
    expect([...blocksOf.values()].every(({ size }) => size === 1)).toBe(true)
    expect(blocksOf.size).toBeLessThan(logs.length)
  })

  it('shares a block among the contracts that stories play', () => {
    const { simulator } = simulate()
    const [one, two] = [simulator.start('steady'), simulator.start('steady')]
    one.burst(3)
    const [own, other] = [one.truth().slice(12), two.truth().slice(12)]
    expect([own.length, other.length]).toEqual([5, 2])
    expect(other[0]?.block_height).toBe(own[0]?.block_height)
    expect(new Set([...own, ...other].map(({ log_offset }) => log_offset)).size).toBe(7)
  })

  it('re-organises: logs come back elsewhere, with other offsets, in their place, or never, and new ones appear', () => {
    const { clock, simulator } = simulate()
    const story = simulator.start('reorg-6')
    clock.advance(9499)
    const before = story.truth()
    const heads = simulator.chain(1)?.head()
    clock.advance(1)
    const after = story.truth()
    const known = new Set(before.map(identity))
    const places = new Set(before.map(place))
    const standing = new Set(after.map(identity))
    const hashes = (logs: readonly CovalentLogEvent[]) => new Set(logs.map(({ tx_hash }) => tx_hash))
    const moved = after.filter((log) => known.has(identity(log)) && !places.has(place(log)))
    const shifted = after.filter((log) => !known.has(identity(log)) && hashes(before).has(log.tx_hash))
    const gone = before.filter((log) => !hashes(after).has(log.tx_hash))
    const fresh = after.filter((log) => !hashes(before).has(log.tx_hash))
    for (const group of [moved, shifted, gone, fresh]) expect(group.length).toBeGreaterThan(0)
    expect(simulator.chain(1)?.head().height).toBe((heads?.height ?? 0) + 1)
    expect(simulator.chain(1)?.block(heads?.height ?? 0)?.hash).not.toBe(heads?.hash)
    expect(standing.size).toBe(after.length)
    // What is older than six blocks is untouched.
    const settled = before.filter(({ block_height }) => block_height <= (heads?.height ?? 0) - 6)
    expect(settled.length).toBeGreaterThan(0)
    expect(after.slice(0, settled.length)).toEqual(settled)
  })

  it('lets one transaction in four vanish in a re-organisation, and no log of another', () => {
    checkProperty(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), (seed, depth) => {
        const { clock, simulator } = simulate({ seed })
        const story = simulator.start('quiet')
        for (let block = 0; block < 8; block += 1) story.burst(6)
        clock.advance(100)
        const { height = 0 } = simulator.chain(1)?.head() ?? {}
        const orphaned = story.truth().filter((log) => log.block_height > height - depth)
        simulator.reorganise(1, depth)
        const logsOf = (hash: string) => story.truth().filter(({ tx_hash }) => tx_hash === hash)
        const hashes = [...new Set(orphaned.map(({ tx_hash }) => tx_hash))]
        const gone = hashes.filter((hash) => logsOf(hash).length === 0)
        expect(gone).toEqual(hashes.filter((_hash, index) => index % 4 === 2))
        hashes.forEach((hash, index) => {
          const before = orphaned.filter(({ tx_hash }) => tx_hash === hash)
          if (index % 4 !== 2) expect(logsOf(hash)).toHaveLength(before.length)
          // The first always comes back at another height.
          if (index === 0) expect(logsOf(hash)[0]?.block_height).not.toBe(before[0]?.block_height)
        })
      }),
    )
  })

  it('stays sound through any re-organisations: identities are single, order holds, nothing stands above the head', () => {
    checkProperty(
      fc.property(fc.integer(), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }), (seed, depths) => {
        const { clock, simulator } = simulate({ seed })
        const story = simulator.start('duplicates')
        for (const depth of depths) {
          clock.advance(3500)
          simulator.reorganise(1, depth)
        }
        const logs = story.truth()
        const head = simulator.chain(1)?.head().height ?? 0
        expect(new Set(logs.map(identity)).size).toBe(logs.length)
        expect(logs.every(({ block_height }) => block_height <= head)).toBe(true)
        const sorted = [...logs].sort((a, b) => a.block_height - b.block_height || a.log_offset - b.log_offset)
        expect(logs).toEqual(sorted)
      }),
    )
  })
})

describe('A Covalent simulator', () => {
  const run = (seed: number, others = 0) => {
    const { clock, simulator } = simulate({ seed, latencyMs: [1, 30] })
    const address = `0x${'12'.repeat(20)}`
    for (let other = 0; other < others; other += 1) simulator.start('steady', { chainId: 137 })
    const story = simulator.start('reorg-6', { address })
    clock.advance(15_000)
    return { simulator, story }
  }

  it('plays the same for the same seed, and otherwise for another', () => {
    const [one, again, other] = [run(7), run(7), run(8)]
    expect(again.story.truth()).toEqual(one.story.truth())
    expect(again.simulator.log.entries()).toEqual(one.simulator.log.entries())
    expect(other.story.truth()).not.toEqual(one.story.truth())
  })

  it('draws a contract’s logs without regard to what else is asked for', () => {
    expect(run(7, 2).story.truth()).toEqual(run(7).story.truth())
  })

  it('plays faster when it is told to', () => {
    const { clock, simulator } = simulate()
    const story = simulator.start('steady', { speed: 10 })
    clock.advance(2000)
    expect(story.truth()).toHaveLength(12 + 20)
  })

  it('cuts its sockets when it stops, and leaves no timer', () => {
    const { clock, simulator } = simulate()
    simulator.start('drop-midway')
    const socket = new simulator.WebSocket(simulator.url, ['v12.stomp'])
    clock.advance(100)
    simulator.stop()
    clock.advance(20)
    expect([socket.readyState, clock.pending()]).toEqual([3, 0])
  })

  it('that is stopped begins nothing for a request that was on its way, and goes on with the next start', async () => {
    const { clock, simulator } = simulate({ scenario: 'steady' })
    const story = simulator.start('steady')
    const answers = [1, 137].map((chain) =>
      simulator.fetch(`${simulator.apiUrl}/${chain}/events/address/0x${'12'.repeat(20)}/`),
    )
    simulator.stop()
    await clock.advanceAsync(60_000)
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200])
    expect([clock.pending(), simulator.stories().length, story.truth().length]).toEqual([0, 1, 12])
    const next = simulator.start('steady')
    clock.advance(4000)
    expect(next.truth()).toHaveLength(16)
  })

  it('ends one story, while its chain goes on', async () => {
    const { clock, simulator } = simulate()
    const story = simulator.start('steady')
    clock.advance(2000)
    story.stop()
    const { height = 0 } = simulator.chain(1)?.head() ?? {}
    clock.advance(4000)
    expect([story.truth().length, simulator.chain(1)?.head().height]).toEqual([14, height + 2])
  })

  it('counts REST requests of the last minute only, and takes them again after a second', async () => {
    const { clock, simulator } = simulate({ requestsPerSecond: 2 })
    const ask = async (): Promise<number> => {
      const answer = simulator.fetch(`${simulator.apiUrl}/1/block_v2/latest/`)
      await clock.advanceAsync(40)
      return (await answer).status
    }
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    await clock.advanceAsync(1000)
    expect([await ask(), simulator.requestsLastMinute()]).toEqual([200, 4])
    await clock.advanceAsync(60_000)
    expect(simulator.requestsLastMinute()).toBe(0)
  })

  it('writes each block and each re-organisation into its log', () => {
    const { clock, simulator } = simulate()
    simulator.start('steady')
    clock.advance(2000)
    simulator.reorganise(1, 2)
    expect(simulator.log.entries()).toMatchObject([
      { type: 'chain', event: 'block', chainId: 1, logs: 2 },
      { type: 'chain', event: 'reorg', chainId: 1 },
    ])
  })

  it.each([
    ['NO_SUCH_CHAIN', { chainId: 424242 }],
    ['BAD_ADDRESS', { address: '0x12' }],
    ['BAD_TOPIC', { topic: '0x12' }],
    ['BAD_SPEED', { speed: 0 }],
  ])('throws %s for %j, with a sentence', (code, options) => {
    const { simulator } = simulate()
    expect(() => simulator.start('steady', options)).toThrow(expect.objectContaining({ code }))
  })

  it('plays no two scenarios for one contract on one chain', () => {
    const { simulator } = simulate()
    const { address } = simulator.start('steady')
    expect(() => simulator.start('quiet', { address })).toThrow(expect.objectContaining({ code: 'STORY_EXISTS' }))
    expect(simulator.start('quiet', { address, chainId: 137 }).address).toBe(address)
  })
})

import {
  createCovalentSimulator,
  createManualClock,
  type CovalentLogEvent,
  type CovalentScenario,
  covalentScenarios,
  getCovalentScenario,
} from 'onwire/testing'
import { describe, expect, it } from 'vitest'
import { readFrames, toFrame } from './support/stompWire.js'

const scenarios = Object.entries<CovalentScenario>(covalentScenarios)
const place = ({ tx_hash, log_offset, block_height }: CovalentLogEvent) => `${tx_hash}:${log_offset}:${block_height}`

/** Plays a scenario before a plain client that subscribes once, in virtual time; tells every body that it heard. */
function play(scenario: CovalentScenario, seed = 1, ms = (scenario.steps.at(-1)?.at ?? 0) + 10_000) {
  const clock = createManualClock()
  const simulator = createCovalentSimulator({ clock, seed, latencyMs: 5, logLimit: 20_000 })
  const story = simulator.start(scenario)
  const socket = new simulator.WebSocket(simulator.url)
  let stream = ''
  socket.addEventListener('message', ({ data }) => (stream += String(data)))
  socket.addEventListener('open', () => {
    socket.send(toFrame('CONNECT', { 'accept-version': '1.2' }))
    socket.send(toFrame('SUBSCRIBE', { id: '1', destination: story.destination }))
  })
  clock.advance(ms)
  const bodies = readFrames(stream).flatMap(({ command, body }) => (command === 'MESSAGE' ? [body] : []))
  return { clock, simulator, story, socket, bodies }
}

/** The logs among the bodies: what is no log is junk. */
function toLogs(bodies: readonly string[]): readonly CovalentLogEvent[] {
  return bodies.flatMap((body) => {
    try {
      const log = JSON.parse(body)
      return typeof log?.tx_hash === 'string' && typeof log.block_height === 'number' ? [log] : []
    } catch {
      return []
    }
  })
}

describe('A scenario of Covalent', () => {
  it('is one that the demo, the stories and the tests name', () => {
    expect(Object.keys(covalentScenarios).sort()).toMatchInlineSnapshot(`
      [
        "burst-10000",
        "credits-spent",
        "decoded-missing",
        "drop-midway",
        "duplicates",
        "freeze",
        "gap-500-blocks",
        "junk",
        "late-index",
        "page-limits",
        "quiet",
        "rate-limited",
        "reorg-6",
        "restart",
        "silent-socket",
        "socket-off",
        "steady",
        "wrong-key",
      ]
    `)
  })

  it.each(scenarios)('%s is well formed', (name, scenario) => {
    const times = scenario.steps.map(({ at }) => at)
    expect(scenario.name).toBe(name)
    expect(name).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
    expect(times[0]).toBe(0)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(`${scenario.title}${scenario.description}`).toMatch(/^[A-Z].+\.$/)
  })

  it.each(scenarios)('%s ends as it says, leaves no fault behind and no timer', async (_name, scenario) => {
    const { clock, simulator, story, bodies } = play(scenario)
    await expect(story.done).resolves.toBeUndefined()
    const heard = new Set(toLogs(bodies).map(place))
    const born = simulator.chain(1)?.facts.bornHeight ?? 0
    const missed = story.truth().filter((log) => log.block_height > born && !heard.has(place(log)))
    // What was published in the last moments is still on the line.
    const late = missed.filter(({ block_height }) => block_height > (simulator.chain(1)?.head().height ?? 0) - 1)
    expect(missed.length > late.length ? 'incomplete' : 'complete').toBe(scenario.expect.socketAlone)
    expect(simulator.faults.state()).toMatchObject({
      admission: 'open',
      frozen: false,
      silence: undefined,
      rest: undefined,
    })
    simulator.stop()
    clock.advance(100)
    expect(clock.pending()).toBe(0)
  })

  it.each(scenarios)('%s plays the same for the same seed, and otherwise for another', (_name, scenario) => {
    const [one, again, other] = [play(scenario, 7), play(scenario, 7), play(scenario, 8)]
    expect(again.bodies).toEqual(one.bodies)
    expect(again.story.truth()).toEqual(one.story.truth())
    expect(other.story.address).not.toBe(one.story.address)
  })

  it('burst-10000 brings ten thousand logs in one block', () => {
    const counts = new Map<number, number>()
    for (const { block_height } of toLogs(play(covalentScenarios['burst-10000'], 1, 10_000).bodies)) {
      counts.set(block_height, (counts.get(block_height) ?? 0) + 1)
    }
    expect(Math.max(...counts.values())).toBe(10_001)
  })

  it('quiet says one log in more than a minute', () => {
    expect(play(covalentScenarios.quiet).bodies).toHaveLength(1)
  })

  it('gap-500-blocks lets five hundred blocks pass while no socket is admitted', () => {
    const { simulator } = play(covalentScenarios['gap-500-blocks'])
    const times = simulator.log.entries().flatMap((entry) => (entry.type === 'fault' ? [entry.at] : []))
    const [dropped = 0, restored = 0] = times
    const passed = simulator.log
      .entries()
      .filter((entry) => entry.type === 'chain' && entry.at > dropped && entry.at < restored)
    expect(passed).toHaveLength(500)
  })

  it('duplicates tells every log three times', () => {
    const { bodies } = play(covalentScenarios.duplicates, 1, 5500)
    const counts = new Map<string, number>()
    for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1)
    expect(new Set(counts.values())).toEqual(new Set([3]))
    expect(counts.size).toBe(10)
  })

  it('decoded-missing decodes nothing: null here, left out there', () => {
    const decoded = toLogs(play(covalentScenarios['decoded-missing']).bodies).map((log) => log.decoded)
    expect(new Set(decoded)).toEqual(new Set([null, undefined]))
  })

  it('junk sends what is no log among what is one', () => {
    const { bodies, simulator } = play(covalentScenarios.junk)
    expect(bodies.length - toLogs(bodies).length).toBeGreaterThan(20)
    expect(simulator.counters.violations).toBe(0)
  })

  it.each([
    ['wrong-key', 401],
    ['credits-spent', 402],
    ['rate-limited', 429],
  ] as const)('%s is answered by REST with %i in its middle, and with 200 at its end', async (name, status) => {
    const { clock, simulator, story } = play(covalentScenarios[name], 1, 5000)
    const ask = async (): Promise<number> => {
      const answer = simulator.fetch(`${simulator.apiUrl}/1/events/address/${story.address}/`)
      await clock.advanceAsync(100)
      return (await answer).status
    }
    expect(await ask()).toBe(status)
    await clock.advanceAsync(40_000)
    expect(await ask()).toBe(200)
  })

  it('rate-limited says Retry-After at first, and not later', async () => {
    const { clock, simulator } = play(covalentScenarios['rate-limited'], 1, 5000)
    const ask = async () => {
      const answer = simulator.fetch(`${simulator.apiUrl}/1/block_v2/latest/`)
      await clock.advanceAsync(100)
      return (await answer).headers.get('retry-after')
    }
    const first = await ask()
    await clock.advanceAsync(5000)
    expect([first, await ask()]).toEqual(['5', null])
  })

  it.each([
    ['drop-midway', [3, 1, 1]],
    ['restart', [3, 1, 0]],
    ['socket-off', [3, 0, 1]],
    ['silent-socket', [1, 1, 0]],
  ] as const)('%s does to its socket what it says', (name, [readyState, opened, refused]) => {
    const { clock, simulator, socket } = play(covalentScenarios[name], 1, 5000)
    const { socketsOpened, socketsRefused } = simulator.counters
    // A second one comes in the middle of it.
    const second = new simulator.WebSocket(simulator.url)
    clock.advance(100)
    expect([socket.readyState, socketsOpened]).toEqual([readyState, opened])
    expect(second.readyState).toBe(refused === 0 ? 1 : 3)
    expect(socketsRefused).toBe(name === 'socket-off' ? 1 : 0)
  })

  it('of an unknown name throws, and lists the names', () => {
    expect(() => getCovalentScenario('toString')).toThrow(
      /^There is no Covalent scenario named 'toString'\. .* Choose one of: steady, .*decoded-missing\.$/,
    )
  })
})

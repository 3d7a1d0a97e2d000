import {
  createManualClock,
  createRelaySimulator,
  getRelayScenario,
  relayChains,
  type RelayScenario,
  relayScenarios,
} from 'onwire/testing'
import { describe, expect, it } from 'vitest'
import { readRelayFixture } from './support/relayFixture.js'

const subscribe = readRelayFixture('subscribe')
const scenarios = Object.entries<RelayScenario>(relayScenarios)

const endings: Readonly<Record<string, RelayScenario['expect']['outcome']>> = {
  waiting: undefined,
  success: 'success',
  failure: 'failure',
  refund: 'refund',
  refunded: 'refund',
}

/** Plays a scenario before a plain client, in virtual time, and tells every frame that it saw. */
function play(scenario: RelayScenario, seed = 1) {
  const clock = createManualClock()
  const simulator = createRelaySimulator({ clock, seed, latencyMs: [1, 30] })
  const frames: string[] = []
  const socket = new simulator.WebSocket(simulator.url)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) =>
    frames.push(typeof data === 'string' ? data : new TextDecoder().decode(data)),
  )
  clock.advance(100)
  const request = simulator.start(scenario)
  if (socket.readyState === 1) socket.send(JSON.stringify({ ...subscribe, filters: { id: request.requestId } }))
  clock.advance(600_000)
  return { clock, simulator, request, frames }
}

describe('A scenario of Relay', () => {
  it('is one that the demo, the stories and the tests name', () => {
    expect(Object.keys(relayScenarios).sort()).toMatchInlineSnapshot(`
      [
        "abandoned-quote",
        "blob-frames",
        "drop-midway",
        "duplicates",
        "excess-refunded",
        "failure",
        "frozen-socket",
        "gasless",
        "happy-path",
        "junk-frames",
        "lagging-rest",
        "late",
        "late-refund",
        "legacy-statuses",
        "manual-refund",
        "missing-fields",
        "nested-envelope",
        "never-refunded",
        "out-of-order",
        "rate-limited",
        "refund-after-failure",
        "refund-after-nine-minutes",
        "refused-key",
        "refused-upgrade",
        "rest-down",
        "rest-only",
        "rolling-restart",
        "same-chain",
        "silent-ack",
        "silent-ready",
        "skipped-statuses",
        "solana-origin",
        "superseded",
        "unknown-status",
      ]
    `)
  })

  it.each(scenarios)('%s is well formed', (name, scenario) => {
    const times = scenario.steps.map(({ at }) => at)
    const [first] = scenario.steps
    const known = relayChains.map(({ id }) => id)
    expect(scenario.name).toBe(name)
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(first).toMatchObject({ at: 0, status: 'waiting' })
    expect(known).toEqual(expect.arrayContaining([scenario.origin, scenario.destination]))
    expect(`${scenario.title}${scenario.description}`).toMatch(/^[A-Z].+\.$/)
  })

  it.each(scenarios)('%s ends as it says, leaves no fault behind and no timer', async (_name, scenario) => {
    const { clock, simulator, request } = play(scenario)
    await expect(request.done).resolves.toBeUndefined()
    const said = simulator.log
      .entries()
      .flatMap((entry) => (entry.type === 'status' && entry.requestId === request.requestId ? [entry.status] : []))
    const ending = said.includes('success') ? 'success' : request.truth().status
    expect(endings[ending]).toBe(scenario.expect.outcome)
    expect(simulator.faults.state()).toMatchObject({
      admission: 'open',
      frozen: false,
      silence: undefined,
      rest: undefined,
    })
    expect(clock.pending()).toBe(0)
    const answer = simulator.fetch(`${simulator.apiUrl}/intents/status/v3?requestId=${request.requestId}`)
    await clock.advanceAsync(100)
    expect(await (await answer).json()).toMatchObject({ status: request.truth().status })
  })

  it.each(scenarios)('%s plays the same for the same seed, and otherwise for another', (_name, scenario) => {
    const [one, again, other] = [play(scenario, 7), play(scenario, 7), play(scenario, 8)]
    expect(again.frames).toEqual(one.frames)
    expect(again.simulator.log.entries()).toEqual(one.simulator.log.entries())
    expect(other.request.requestId).not.toBe(one.request.requestId)
  })

  it('has update times that always grow, however fast it is played', () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock })
    simulator.start('refund-after-failure', { speed: 1e9 })
    clock.advance(1)
    const times = simulator.log.entries().flatMap((entry) => (entry.type === 'status' ? [entry.updatedAt] : []))
    expect(times).toHaveLength(5)
    expect(new Set(times).size).toBe(5)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  const statuses = (frames: readonly string[]): readonly string[] =>
    frames.flatMap((frame) => /"status":"(\w+)","?(?:inTx|txH|upd|orig|dest)/.exec(frame)?.[1] ?? [])

  it('out-of-order lets frames overtake each other', () => {
    expect(statuses(play(relayScenarios['out-of-order']).frames)).toEqual([
      'pending',
      'waiting',
      'success',
      'submitted',
    ])
  })

  it('duplicates sends every frame three times', () => {
    const { frames } = play(relayScenarios.duplicates)
    expect(frames.filter((frame) => frame.includes('"success","inTxHashes"'))).toHaveLength(3)
  })

  it('solana-origin has a base58 origin hash and a hexadecimal destination hash', () => {
    const { inTxHashes, txHashes } = play(relayScenarios['solana-origin']).request.truth()
    expect(inTxHashes).toEqual([expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{88}$/)])
    expect(txHashes).toEqual([expect.stringMatching(/^0x[0-9a-f]{64}$/)])
  })

  it('missing-fields leaves fields out on the wire, and the truth has them', () => {
    const { frames, request } = play(relayScenarios['missing-fields'])
    const last = JSON.parse(frames.at(-1) ?? '{}').data
    expect(last).not.toHaveProperty('inTxHashes')
    expect(request.truth().inTxHashes).toHaveLength(1)
  })

  it('nested-envelope wraps its updates in one more object', () => {
    const { frames } = play(relayScenarios['nested-envelope'])
    expect(JSON.parse(frames.at(-1) ?? '{}')).toMatchObject({
      data: { event: 'request.status.updated', data: { status: 'success' } },
    })
  })

  it('superseded names the request that took its place, keeps its own status, and lets that one end', () => {
    const { request, simulator } = play(relayScenarios.superseded)
    const [first, successor] = simulator.requests.all()
    expect(first?.requestId).toBe(request.requestId)
    expect(first?.truth()).toMatchObject({ status: 'waiting', supersededByRequestId: successor?.requestId })
    expect(successor?.truth()).toMatchObject({
      status: 'success',
      requestId: expect.stringMatching(/^0x[0-9a-f]{64}$/),
    })
  })

  it('excess-refunded delivers, and refunds with a transaction of its own', () => {
    const { frames } = play(relayScenarios['excess-refunded'])
    const [success, refund] = frames.slice(-2).map((frame) => JSON.parse(frame).data)
    expect([success.status, refund.status]).toEqual(['success', 'refund'])
    expect(refund.txHashes).not.toEqual(success.txHashes)
    expect(refund.depositAddress).toMatchObject({ depositAddressType: 'strict' })
  })

  it('lagging-rest answers with the old status for two seconds', async () => {
    const clock = createManualClock()
    const simulator = createRelaySimulator({ clock, latencyMs: 0 })
    const { requestId, truth } = simulator.start('lagging-rest')
    clock.advance(2000)
    const answer = simulator.fetch(`${simulator.apiUrl}/intents/status/v3?requestId=${requestId}`)
    await clock.advanceAsync(0)
    expect([truth().status, await (await answer).json()]).toMatchObject(['pending', { status: 'waiting' }])
  })
})

describe('A Relay simulator refuses bad input:', () => {
  it('a name that is no scenario’s, with a list of the names', () => {
    expect(() => getRelayScenario('toString')).toThrow(
      /^There is no Relay scenario named 'toString'\. .* Choose one of: happy-path, .*missing-fields\.$/,
    )
  })

  it.each([
    ['BAD_REQUEST_ID', { requestId: '12' }],
    ['BAD_SPEED', { speed: 0 }],
    ['BAD_SPEED', { speed: Number.POSITIVE_INFINITY }],
  ])('%s', (code, options) => {
    const simulator = createRelaySimulator({ clock: createManualClock() })
    expect(() => simulator.start('happy-path', options)).toThrow(expect.objectContaining({ code }))
  })

  it('an id that is started twice', () => {
    const simulator = createRelaySimulator({ clock: createManualClock() })
    const { requestId } = simulator.start('happy-path')
    expect(() => simulator.start('failure', { requestId })).toThrow(
      `The request ${requestId} has been started already.`,
    )
  })

  it('a latency below zero', () => {
    expect(() => createRelaySimulator({ latencyMs: -1 })).toThrow(expect.objectContaining({ code: 'BAD_LATENCY' }))
  })
})

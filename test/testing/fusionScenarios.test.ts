import {
  createFusionSimulator,
  createManualClock,
  fusionChains,
  type FusionScenario,
  fusionScenarios,
  getFusionScenario,
} from 'onwire/testing'
import { describe, expect, it } from 'vitest'
import { readFusionPage } from './support/fusionPage.js'
import { connectRaw } from './support/rawFusionClient.js'

const page = readFusionPage()
const scenarios = Object.entries<FusionScenario>(fusionScenarios)
const intentId = `0x${'ab'.repeat(32)}`

/** Plays a scenario before a client that subscribes in each connection, in virtual time. */
function play(scenario: FusionScenario, seed = 1) {
  const clock = createManualClock()
  const simulator = createFusionSimulator({ clock, seed, latencyMs: [1, 30], logLimit: 20_000 })
  const client = connectRaw(simulator, clock, [['subscribe:intent', intentId], ['subscribe:all']])
  clock.advance(100)
  const intent = simulator.start(scenario, { intentId })
  clock.advance(150_000)
  const received = client.events.flatMap(([name, payload]) =>
    name === 'intent:status' && isUpdate(payload) ? [payload] : [],
  )
  return { clock, simulator, intent, client, received }
}

/** What a client may believe: an object with an id and a status that are texts. */
function isUpdate(payload: unknown): payload is Readonly<Record<string, unknown>> {
  if (typeof payload !== 'object' || payload === null) return false
  return (
    'intentId' in payload && payload.intentId === intentId && 'status' in payload && typeof payload.status === 'string'
  )
}

describe('A scenario of Fusion', () => {
  it('is one that the demo, the stories and the tests name', () => {
    expect(Object.keys(fusionScenarios).sort()).toMatchInlineSnapshot(`
      [
        "bare-updates",
        "busy-mempool",
        "cancelled",
        "drop-midway",
        "duplicates",
        "failed",
        "failed-with-refund",
        "freeze-midway",
        "happy-path",
        "junk",
        "late-arrival",
        "late-news",
        "legacy-settlement-proof",
        "lost-rooms",
        "not-found",
        "other-shapes",
        "out-of-order",
        "proof-failure",
        "rate-limited",
        "refund-by-flags",
        "refund-by-legs",
        "refund-nested",
        "refund-other-words",
        "refused-connect",
        "refused-upgrade",
        "removed",
        "replaced-id",
        "rest-down",
        "rest-html",
        "seconds-only",
        "server-restart",
        "server-side-disconnect",
        "silence",
        "slow-proofs",
        "unknown-words",
      ]
    `)
  })

  it.each(scenarios)('%s is well formed', (name, scenario) => {
    const known = fusionChains.map(({ id }) => id)
    expect(scenario.name).toBe(name)
    expect(scenario.title).toMatch(/^[A-Z][^.]*$/)
    expect(scenario.description).toMatch(/^[A-Z].*\.$/)
    expect([known.includes(scenario.fromChain), known.includes(scenario.toChain)]).toEqual([true, true])
    expect(scenario.steps.every(({ at }) => Number.isInteger(at) && at >= 0)).toBe(true)
    for (const step of scenario.steps) if ('crowd' in step) step.crowd.forEach(getFusionScenario)
  })

  it.each(scenarios)(
    '%s ends as it says, in truth, for REST, and for a client that comes back',
    async (name, scenario) => {
      const { clock, simulator, intent, received } = play(scenario)
      const { outcome } = scenario.expect
      const answer = simulator.fetch(`${simulator.apiUrl}/api/intents/${intent.intentId}`)
      await clock.advanceAsync(100)
      const polled = await (await answer).json()
      const truth = intent.truth()
      if (outcome === undefined) expect([truth, polled]).toEqual([undefined, { error: 'Intent not found' }])
      else {
        expect([truth?.status, polled.status]).toEqual([outcome, outcome])
        if (name !== 'replaced-id') expect(received.map(({ status }) => status)).toContain(outcome)
      }
      const { admission, frozen, silent, rest } = simulator.faults.state()
      expect([admission, frozen, silent, rest]).toEqual(['open', false, false, undefined])
    },
  )

  it('uses, with all the others, every server event, every field and every status of the page, and cancelled', () => {
    const names = new Set<string>()
    const fields = new Set<string>()
    const statuses = new Set<unknown>()
    for (const [, scenario] of scenarios) {
      const { client, received } = play(scenario)
      for (const [name] of client.events) names.add(name)
      for (const update of received) {
        statuses.add(update.status)
        for (const [field, value] of Object.entries(update)) if (value !== null) fields.add(field)
      }
    }
    for (const name of page.serverEvents) if (name !== 'pong' && name !== 'error') expect(names).toContain(name)
    expect([...fields]).toEqual(expect.arrayContaining([...page.update]))
    expect([...statuses]).toEqual(expect.arrayContaining([...page.statuses, 'cancelled']))
    expect(names).toContain('intent:settlement_proof')
  })

  it.each(scenarios)('%s is told alike for equal seeds', (_name, scenario) => {
    const [one, two, other] = [play(scenario, 7), play(scenario, 7), play(scenario, 8)]
    expect(one.client.frames).toEqual(two.client.frames)
    expect(one.client.frames).not.toEqual(other.client.frames)
  })

  it.each(scenarios)('%s leaves no timer behind once it is stopped', (_name, scenario) => {
    const clock = createManualClock()
    const simulator = createFusionSimulator({ clock })
    simulator.start(scenario)
    const socket = new simulator.WebSocket(simulator.url)
    clock.advance(1000)
    simulator.stop()
    clock.advance(20)
    socket.close()
    clock.advance(20)
    expect(clock.pending()).toBe(0)
  })

  it('failed-with-refund stays failed while its HTLC goes from pending to refunded', () => {
    const { received } = play(fusionScenarios['failed-with-refund'])
    expect(received.slice(-2)).toMatchObject([
      { status: 'failed', htlcState: 'refund_pending', failureReason: 'HTLC_TIMEOUT' },
      {
        status: 'failed',
        htlcState: 'refunded',
        txHashes: { sourceLock: expect.any(String), refund: expect.any(String) },
      },
    ])
  })

  it('named out-of-order or duplicates tells what it promises', () => {
    expect(play(fusionScenarios['out-of-order']).received.map(({ status }) => status)).toEqual([
      'proofs_pending',
      'proofs_verified',
      'executing',
      'matched',
      'completed',
      'executing',
    ])
    expect(play(fusionScenarios.duplicates).received.map(({ status }) => status)).toHaveLength(12)
  })

  it('named bare-updates leaves fields out; other-shapes and seconds-only say them in other ways', () => {
    const bare = play(fusionScenarios['bare-updates']).received.find(({ status }) => status === 'matched')
    expect(Object.keys(bare ?? {})).toEqual(['intentId', 'status', 'fromChain', 'toChain', 'matchedAt'])
    expect(play(fusionScenarios['other-shapes']).received.at(-1)).toMatchObject({
      fromChain: 'ethereum',
      createdAt: expect.stringMatching(/^2025-.*Z$/),
      htlcState: { state: 'claimed', since: expect.any(String) },
      txHashes: [expect.stringMatching(/^0x/), expect.any(String), expect.any(String)],
    })
    const seconds = play(fusionScenarios['seconds-only']).received.map(({ updatedAt }) => updatedAt as number)
    expect(seconds.every((time) => Number.isInteger(time) && time < 2e9)).toBe(true)
    expect(new Set(seconds).size).toBeLessThan(seconds.length)
  })

  it('named busy-mempool has statistics that always sum up, and follow who comes and goes', () => {
    const { client, simulator } = play(fusionScenarios['busy-mempool'])
    const stats = client.events.flatMap(([name, payload]) => (name === 'mempool:stats' ? [payload] : [])) as Readonly<
      Record<string, number>
    >[]
    expect(stats.length).toBeGreaterThan(100)
    for (const { total, ...counts } of stats) {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(total)
    }
    const known = new Set<unknown>()
    for (const [name, payload] of client.events) {
      const { intentId: id } = payload as Record<string, unknown>
      if (name === 'intent:new') known.add(id)
      if (name === 'intent:removed') known.delete(id)
    }
    expect(stats.at(-1)).toEqual({ ...simulator.stats() })
    expect(known.size).toBe(simulator.stats().total)
  })
})

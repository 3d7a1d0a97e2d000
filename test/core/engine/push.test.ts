import type { RelayStatus, RelayTopic } from 'onwire/relay'
import { describe, expect, test } from 'vitest'
import { createLinkSession } from '../../../src/core/connection/linkSession.js'
import type { Live } from '../../../src/core/contract/protocol.js'
import { createTestEnvironment } from '../../support/environment.js'
import { createRelaySetup } from '../support/relaySetup.js'

const toStatus = (requestId: string, status: string, updatedAt: number): RelayStatus => ({
  requestId,
  status,
  updatedAt,
  inTxHashes: [],
  txHashes: [],
  refundTxHashes: [],
  extra: {},
  history: [{ status, at: updatedAt, extra: {} }],
})

describe('Engine.push', () => {
  test('shows news that came another way at once, and nothing older after it', async () => {
    const setup = createRelaySetup()
    const { requestId } = setup.simulator.start('abandoned-quote')
    const feed = setup.follow(requestId)
    await setup.wait(3_000)
    const now = Date.now() + 1e9
    setup.engine.topic(feed.topic).receive(toStatus(requestId, 'submitted', now), 'socket')
    setup.engine.topic(feed.topic).receive(toStatus(requestId, 'pending', now - 1_000), 'socket')
    await setup.wait(1_000)
    expect(feed.status()).toBe('submitted')
    expect(feed.statuses()).not.toContain('pending')
    setup.engine.close()
  })

  test('remembers what nobody watches, opens nothing for it, and shows it to whoever comes', async () => {
    const setup = createRelaySetup()
    const topic: RelayTopic = { kind: 'status', requestId: '0xab' }
    setup.engine.topic(topic).receive(toStatus('0xab', 'pending', 1_765_989_000_000), 'socket')
    await setup.wait(10_000)
    expect(setup.attempts()).toEqual([])
    expect(setup.polls()).toEqual([])
    expect(setup.timers()).toBe(0)
    expect(setup.engine.topic(topic).getData()?.status).toBe('pending')
  })
})

test('A link that opens with its topics is handed them there, and told only of changes', () => {
  const { environment } = createTestEnvironment()
  const said: (readonly string[])[] = []
  let openIt = () => {}
  const live: Live<RelayTopic, RelayStatus, string, unknown> = {
    transport: {
      open(on, first = []) {
        said.push(first)
        openIt = () => on.open()
        return { send: (frame) => said.push([frame]), close() {} }
      },
    },
    opensWith: true,
    sync: (wanted, sent) => (wanted.length === sent.length ? [] : [wanted.map(({ requestId }) => requestId).join()]),
    decode: () => [],
    refusals: [],
    liveness: { readyMs: 1_000, ackMs: 1_000 },
  }
  const wanted = new Map<string, RelayTopic>([['0x1', { kind: 'status', requestId: '0x1' }]])
  const nothing = () => {}
  const session = createLinkSession(live, environment.clock, wanted, {
    link: nothing,
    update: nothing,
    acknowledged: nothing,
    changed: nothing,
    report: nothing,
    change: nothing,
  })
  openIt()
  expect(said).toEqual([['0x1']])
  wanted.set('0x2', { kind: 'status', requestId: '0x2' })
  session.sync()
  expect(said).toEqual([['0x1'], ['0x1,0x2']])
  session.close()
})

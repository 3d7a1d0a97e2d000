import { createManualClock, createWebhookRelaySimulator, webhookRelayScenarios } from 'onwire/testing'
import { describe, expect, it, test } from 'vitest'

/** A plain client: it authenticates, subscribes to all buckets, answers pings, and notes what comes. */
function listen(options: Parameters<typeof createWebhookRelaySimulator>[0] = {}, key = 'key') {
  const clock = createManualClock(1000)
  const simulator = createWebhookRelaySimulator({ clock, latencyMs: 5, ...options })
  const frames: {
    readonly type: string
    readonly status?: string
    readonly body?: string
    readonly query?: string
    readonly meta?: object
  }[] = []
  const closes: number[] = []
  const socket = new simulator.WebSocket(simulator.url)
  socket.onopen = () => socket.send(JSON.stringify({ action: 'auth', key, secret: 'hushhush-secret' }))
  socket.onclose = ({ code }) => closes.push(code)
  socket.onmessage = ({ data }) => {
    if (typeof data !== 'string') return
    const frame = toFrame(data)
    frames.push(frame)
    if (frame.status === 'authenticated') socket.send('{"action":"subscribe"}')
  }
  return { clock, closes, frames, simulator, socket, statuses: () => frames.flatMap(({ status }) => status ?? []) }
}

function toFrame(text: string) {
  try {
    return JSON.parse(text) ?? { type: 'junk' }
  } catch {
    return { type: 'junk' }
  }
}

describe('The socket of the Webhook Relay simulator', () => {
  it('refuses bad credentials, and whoever subscribes without any', () => {
    const { clock, closes, statuses } = listen({ credentials: [] })
    clock.advance(100)
    expect([statuses(), closes]).toEqual([['unauthorized'], [1000]])

    const simulator = createWebhookRelaySimulator({ clock, latencyMs: 5 })
    const socket = new simulator.WebSocket(simulator.url)
    socket.onopen = () => socket.send('{"action":"subscribe"}')
    clock.advance(100)
    expect(simulator.counters).toMatchObject({ violations: 1, socketsOpen: 0 })
  })

  it('pings each minute, and tells nothing of a key in its log', () => {
    const { clock, simulator, statuses } = listen({}, 'very-hushhush')
    clock.advance(130_000)
    expect(statuses()).toEqual(['authenticated', 'subscribed', 'ping', 'ping'])
    expect(JSON.stringify(simulator.log.entries())).not.toMatch(/very-hushhush|hushhush/)
  })

  it('tells of a webhook once for each internal output, once where there is none, and never where all are public', () => {
    const { clock, frames, simulator } = listen()
    clock.advance(100)
    for (const outputs of ['several', 'none', 'public'] as const) {
      simulator.bucket(outputs, outputs)
      simulator.deliver(outputs, { body: outputs })
    }
    clock.advance(100)
    expect(frames.flatMap(({ body }) => body ?? [])).toEqual(['several', 'several', 'none'])
    expect(simulator.truth()).toHaveLength(3)
  })

  it('spells the bucket as the wire does, and leaves the id out where it is told to', () => {
    const { clock, frames, simulator } = listen()
    clock.advance(100)
    const { bucket, id } = simulator.deliver('a')
    simulator.deliver('a', {}, { hasId: false, times: 2 })
    clock.advance(100)
    const metas = frames.flatMap(({ meta }) => meta ?? [])
    expect(metas).toEqual([
      expect.objectContaining({ id, bucked_id: bucket.id }),
      ...[1, 2].map(() => expect.not.objectContaining({ id: expect.anything() })),
    ])
  })

  it.each([
    ['drop', [1006], 0],
    ['kick', [1012], 0],
    ['unauthorized', [1000], 0],
    ['freeze', [], 1],
    ['junk', [], 1],
  ] as const)('does to its clients what its fault %s says', (fault, codes, open) => {
    const { clock, closes, simulator } = listen()
    clock.advance(100)
    simulator.faults.apply(fault)
    clock.advance(100)
    expect([closes, simulator.counters.socketsOpen]).toEqual([codes, open])
  })
})

describe('The log of the Webhook Relay simulator', () => {
  const ask = async (
    options: Parameters<typeof createWebhookRelaySimulator>[0],
    query: string,
    fault?: 'rest-error' | 'rate-limited' | 'unauthorized',
  ) => {
    const clock = createManualClock(1000)
    const simulator = createWebhookRelaySimulator({ clock, latencyMs: 5, ...options })
    for (const body of ['1', '2', '3'])
      simulator.deliver(body === '2' ? 'b' : 'a', { body }, { agoMs: 9000 - Number(body) * 1000 })
    if (fault) simulator.faults.apply(fault)
    const asking = simulator.fetch(`${simulator.apiUrl}/v1/logs${query}`, {
      headers: { authorization: 'Bearer hushhush' },
    })
    await clock.advanceAsync(100)
    const response = await asking
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() }
  }
  const bodies = ({ body }: { readonly body: { readonly data: readonly { readonly body: string }[] } }) =>
    body.data.map((log) => log.body)

  it('is newest first, by bucket, in pages by offset and by cursor', async () => {
    expect(bodies(await ask({}, ''))).toEqual(['3', '2', '1'])
    expect(bodies(await ask({}, '?bucket=a'))).toEqual(['3', '1'])
    expect(bodies(await ask({}, '?limit=1&offset=1'))).toEqual(['2'])
    const { body } = await ask({}, '?limit=1')
    expect(bodies(await ask({}, `?limit=1&cursor=${body.next_cursor}`))).toEqual(['2'])
    expect((await ask({ restStyle: { cursors: false } }, '?limit=1')).body).not.toHaveProperty('next_cursor')
    expect((await ask({}, '?limit=x')).status).toBe(400)
  })

  it('tells times in both ways', async () => {
    expect((await ask({ restStyle: { times: 'seconds' } }, '')).body.data[0].created_at).toBe(1_765_989_795)
    expect((await ask({}, '')).body.data[0].created_at).toBe('2025-12-17T16:43:15.000Z')
  })

  it('has faults of its own', async () => {
    expect(await ask({}, '', 'rate-limited')).toMatchObject({ status: 429, retryAfter: '5' })
    expect((await ask({}, '', 'rest-error')).status).toBe(503)
    expect((await ask({}, '', 'unauthorized')).status).toBe(401)
  })
})

describe('A scenario of Webhook Relay', () => {
  test.each(Object.values(webhookRelayScenarios))('$name tells a socket alone what it should', (scenario) => {
    const { clock, frames, simulator } = listen()
    clock.advance(100)
    const startedAt = 1_765_989_800_000 + clock.now()
    simulator.start(scenario)
    clock.advance(130_000)
    const received = new Set(frames.flatMap(({ body, query }) => body || query || []))
    const news = simulator.truth().filter(({ createdAt }) => createdAt >= startedAt)
    const isComplete = news.every(({ body, query }) => received.has(body || query))
    const heard = received.size === 0 ? 'nothing' : isComplete ? 'complete' : 'incomplete'
    expect(heard).toBe(scenario.expect.socketAlone)
  })

  it('plays the same again from the same seed, and leaves no timer', () => {
    const play = () => {
      const { clock, simulator } = listen({ seed: 7 })
      simulator.start('odd-contents')
      clock.advance(60_000)
      simulator.stop()
      clock.advance(10)
      return [simulator.truth(), clock.pending()]
    }
    expect(play()).toEqual(play())
    expect(play()[1]).toBe(0)
  })
})

import { createHmac } from 'node:crypto'
import { createManualClock, createRelaySimulator, createRelayWebhooks, type RelayWebhooksOptions } from 'onwire/testing'
import { describe, expect, it, vi } from 'vitest'

const apiKey = 'hushhush-of-the-app'
const epochMs = 1_774_993_296_000

interface Posted {
  readonly at: number
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** A sender, its clock, and a receiver that answers with what `answer` says. */
function createSetup(options: Partial<RelayWebhooksOptions> = {}, answer: (count: number) => number = () => 200) {
  const clock = createManualClock()
  const posts: Posted[] = []
  const webhooks = createRelayWebhooks(
    {
      url: 'https://app.example/webhooks',
      apiKey,
      fetch: async (url, init) => {
        posts.push({ at: clock.now(), url, headers: new Headers(init.headers), body: init.body })
        const status = answer(posts.length)
        if (status === 0) throw new TypeError('fetch failed')
        return new Response(null, { status })
      },
      ...options,
    },
    { clock, serviceNow: () => epochMs + clock.now() },
  )
  const send = (status: string, updatedAt = epochMs) =>
    webhooks.send({
      status,
      inTxHashes: ['0x01'],
      txHashes: [],
      updatedAt,
      originChainId: 8453,
      destinationChainId: 42161,
      requestId: '0xab',
    })
  /** Signing takes turns of the event loop, which a clock that is moved by hand does not know of: until it waits again, or is over. */
  const untilItWaits = async () => {
    const turn = () => new Promise((resolve) => setImmediate(resolve, 'turned'))
    const idle = webhooks.idle()
    do await turn()
    while (clock.pending() === 0 && (await Promise.race([idle, turn()])) === 'turned')
  }
  const run = async (ms: number) => {
    for (let left = ms; left > 0;) {
      await untilItWaits()
      const step = Math.min(clock.nextIn() ?? left, left)
      await clock.advanceAsync(step)
      left -= step
    }
    await untilItWaits()
  }
  const posted = async (count: number) => {
    await vi.waitFor(() => expect(posts).toHaveLength(count))
    return posts
  }
  return { clock, posted, posts, run, send, webhooks }
}

describe("Relay's sender of webhooks", () => {
  it("posts what the vendor's page shows: event, timestamp, data, and the two headers of the signature", async () => {
    const { posted, send } = createSetup({ headers: { Authorization: 'Bearer hushhush-0x123' } })
    send('refund')
    const [post] = await posted(1)
    expect(JSON.parse(post!.body)).toEqual({
      event: 'request.status.updated',
      timestamp: epochMs,
      data: {
        status: 'refund',
        inTxHashes: ['0x01'],
        txHashes: [],
        updatedAt: epochMs,
        originChainId: 8453,
        destinationChainId: 42161,
        depositAddress: null,
        requestId: '0xab',
      },
    })
    const timestamp = post!.headers.get('x-signature-timestamp')
    expect(timestamp).toBe(String(epochMs / 1000))
    expect(post!.headers.get('x-signature-sha256')).toBe(
      createHmac('sha256', apiKey).update(`${timestamp}.${post!.body}`).digest('hex'),
    )
    expect([post!.url, post!.headers.get('content-type'), post!.headers.get('authorization')]).toEqual([
      'https://app.example/webhooks',
      'application/json',
      'Bearer hushhush-0x123',
    ])
  })

  it('tells the time in milliseconds, and writes the body, as it is asked to', async () => {
    const { posted, send } = createSetup({
      timestampUnit: 'milliseconds',
      write: (body) => JSON.stringify(body, null, 1),
    })
    send('success')
    const [post] = await posted(1)
    expect(post!.headers.get('x-signature-timestamp')).toBe(String(epochMs))
    expect(post!.body).toContain('\n "event"')
  })

  it('tries ten times again, after 1, 2, 4 … s, and then gives up', async () => {
    const { clock, posts, run, send, webhooks } = createSetup({ retryDelayMs: 1000 }, (count) => (count % 2 ? 503 : 0))
    const webhook = send('success')
    await run(1_100_000)
    expect(posts).toHaveLength(11)
    const waits = posts.slice(1).map(({ at }, index) => (at - posts[index]!.at) / 1000)
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512])
    expect(webhook).toMatchObject({ state: 'given up', attempts: expect.arrayContaining([503, 'no answer']) })
    await webhooks.idle()
    expect(clock.pending()).toBe(0)
  }, 600_000)

  it('stops trying at the first 2xx, and repeats the signature unless it is told to sign anew', async () => {
    for (const signsAnew of [false, true]) {
      const { posts, run, send } = createSetup({ signsAnew }, (count) => (count < 3 ? 500 : 204))
      const webhook = send('success')
      await run(20_000)
      expect(webhook).toMatchObject({ state: 'delivered', attempts: [500, 500, 204] })
      const signatures = new Set(posts.map(({ headers }) => headers.get('x-signature-sha256')))
      expect(signatures.size).toBe(signsAnew ? 3 : 1)
    }
  })

  it('does not wait for ever for an answer, and follows no redirect', async () => {
    const redirects: unknown[] = []
    const { run, send } = createSetup({
      timeoutMs: 2000,
      retries: 1,
      fetch: (_url, { redirect, signal }) => {
        redirects.push(redirect)
        return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)))
      },
    })
    const webhook = send('success')
    await run(8000)
    expect(webhook).toMatchObject({ state: 'given up', attempts: ['no answer', 'no answer'] })
    expect(redirects).toEqual(['manual', 'manual'])
  })

  it('repeats, drops, and turns the order round', async () => {
    const { posts, send, webhooks } = createSetup()
    webhooks.repeat(2)
    send('waiting')
    await webhooks.idle()
    webhooks.repeat(1)
    webhooks.drop(1)
    expect(send('depositing').state).toBe('dropped')
    webhooks.hold()
    for (const status of ['pending', 'submitted', 'success']) expect(send(status).state).toBe('held')
    await webhooks.release()
    send('refund')
    await webhooks.idle()
    expect(posts.map(({ body }) => (JSON.parse(body) as { data: { status: string } }).data.status)).toEqual([
      ...['waiting', 'waiting', 'success', 'submitted', 'pending', 'refund'],
    ])
    expect(webhooks.all().map(({ state }) => state)).toEqual([
      ...['delivered', 'dropped', 'delivered', 'delivered', 'delivered', 'delivered'],
    ])
  })

  it('forgets its retries when it is stopped', async () => {
    const { clock, posted, posts, send, webhooks } = createSetup({}, () => 500)
    send('success')
    await posted(1)
    await vi.waitFor(() => expect(clock.pending()).toBe(1))
    webhooks.stop()
    await webhooks.idle()
    expect([clock.pending(), posts.length]).toEqual([0, 1])
  })
})

describe('The Relay simulator with a receiver of webhooks', () => {
  it('posts every status of every request, pushed or not, and logs each attempt', async () => {
    const statuses: string[] = []
    const clock = createManualClock()
    const fetch = async (_url: string, { body }: { readonly body: string }) => {
      const { data } = JSON.parse(body) as { data: { status: string; requestId: string } }
      statuses.push(data.status)
      return new Response(null, { status: 200 })
    }
    const simulator = createRelaySimulator({ clock, webhooks: { url: 'https://app.example', apiKey, fetch } })
    const { requestId } = simulator.start('refund-after-failure')
    for (let step = 0; step < 5; step += 1) {
      await simulator.webhooks?.idle()
      await clock.advanceAsync(1500)
    }
    await simulator.webhooks?.idle()
    expect(statuses).toEqual(['waiting', 'pending', 'failure', 'pending', 'refund'])
    const logged = simulator.log.entries().filter(({ type }) => type === 'webhook')
    expect(logged).toHaveLength(5)
    expect(logged[0]).toMatchObject({ requestId, status: 'waiting', attempt: 1, result: 200 })
    expect(JSON.stringify(logged)).not.toContain(apiKey)
    simulator.stop()
    expect(clock.pending()).toBe(0)
  })

  it('has none where nobody named a receiver', () => {
    expect(createRelaySimulator({ clock: createManualClock() }).webhooks).toBeUndefined()
  })
})

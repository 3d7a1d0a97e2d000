import { createHmac } from 'node:crypto'
import { pathToFileURL } from 'node:url'
import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import type { Bridge } from 'onwire/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { readEvents, toEventsRequest, toTopic } from '../bridge/support/bridgeSetup.js'
import { apiKey, toBody } from '../support/webhooks.js'
import { lintDockerfile, readDockerfile } from './support/dockerfile.js'

const example = (path: string) => pathToFileURL(new URL(`../../../examples/servers/${path}`, import.meta.url).pathname)

/** Loads an example's module anew, as a development server does after an edit. */
async function load(path: string, edit: number): Promise<Readonly<Record<string, unknown>>> {
  return import(/* @vite-ignore */ `${example(path).pathname}?edit=${edit}`)
}

/** Where the example keeps its bridge between two edits. */
const kept: typeof globalThis & { onwireBridge?: Bridge } = globalThis

function cleanUp() {
  onTestFinished(async () => {
    await kept.onwireBridge?.close()
    delete kept.onwireBridge
    vi.unstubAllEnvs()
  })
}

describe('The bridge of the examples', () => {
  test('loaded anew by a development server after three edits has one link to the service, and readers of the last', async () => {
    cleanUp()
    const simulator = createRelaySimulator()
    const upstream = await startRelayServer({ simulator })
    onTestFinished(() => upstream.close())
    vi.stubEnv('RELAY_API_KEY', apiKey)
    vi.stubEnv('RELAY_SOCKET_URL', upstream.socketUrl)
    vi.stubEnv('RELAY_API_URL', upstream.url)
    const { requestId } = simulator.start('abandoned-quote')
    const readers: ReturnType<typeof readEvents>[] = []
    for (const edit of [0, 1, 2, 3]) {
      const { bridge } = (await load('bridge.ts', edit)) as { bridge: Bridge }
      const reader = readEvents(await bridge.fetch(toEventsRequest([toTopic(requestId)])))
      readers.push(reader)
      await vi.waitFor(() => expect(reader.statuses()).toContain('waiting'), 20_000)
      await vi.waitFor(() => expect(bridge.getMetrics().services['relay']?.status).toBe('connected'), 20_000)
    }
    expect(readers.map(({ state }) => state.isOver)).toEqual([true, true, true, false])
    await vi.waitFor(
      () => expect([simulator.counters.socketsOpened, simulator.counters.socketsOpen]).toEqual([4, 1]),
      20_000,
    )
  })

  test('is built where there are no secrets, and answers a webhook 503 until there are', async () => {
    cleanUp()
    vi.stubEnv('RELAY_API_KEY', undefined)
    vi.spyOn(console, 'error').mockReturnValue()
    const { bridge } = (await load('bridge.ts', 10)) as { bridge: Bridge }
    const post = async () => {
      const body = toBody('pending', Date.now())
      const sentAt = `${Date.now()}`
      const signature = createHmac('sha256', apiKey).update(`${sentAt}.${body}`).digest('hex')
      const headers = {
        'content-type': 'application/json',
        'x-signature-timestamp': sentAt,
        'x-signature-sha256': signature,
      }
      const url = 'https://app.example/api/onwire/webhooks/relay'
      return (await bridge.fetch(new Request(url, { method: 'POST', headers, body }))).status
    }
    expect(await post()).toBe(503)
    vi.stubEnv('RELAY_API_KEY', apiKey)
    expect(await post()).toBe(200)
  })

  test("is answered by Next.js's route handler, which runs in a process that stays", async () => {
    cleanUp()
    vi.stubEnv('RELAY_API_KEY', apiKey)
    const route = await import('../../../examples/servers/next/app/api/onwire/[...path]/route.js')
    expect(route.POST).toBe(route.GET)
    expect([route.runtime, route.dynamic]).toEqual(['nodejs', 'force-dynamic'])
    const answer = await route.GET(new Request('https://app.example/api/onwire/health'))
    expect([answer.status, await answer.json()]).toMatchObject([200, { ok: true, readers: 0 }])
  })
})

test("An event of AWS's, whose body is in base64 and whose headers are lists, is verified and saved", async () => {
  vi.stubEnv('RELAY_API_KEY', apiKey)
  onTestFinished(() => void vi.unstubAllEnvs())
  const saved = vi.spyOn(console, 'log').mockReturnValue()
  vi.spyOn(console, 'info').mockReturnValue()
  const { handler } = (await load('aws.ts', 0)) as { handler(event: object): Promise<{ statusCode: number }> }
  const body = toBody('success', Date.now())
  const sentAt = `${Date.now()}`
  const sign = (text: string) => createHmac('sha256', apiKey).update(`${sentAt}.${text}`).digest('hex')
  const toEvent = (text: string, signature: string) => ({
    httpMethod: 'POST',
    path: '/webhooks/relay',
    multiValueHeaders: {
      host: ['shop.example'],
      'content-type': ['application/json'],
      'x-signature-timestamp': [sentAt],
      'x-signature-sha256': [signature],
    },
    body: Buffer.from(text).toString('base64'),
    isBase64Encoded: true,
  })
  expect((await handler(toEvent(body, sign(body)))).statusCode).toBe(200)
  expect(saved.mock.calls.flat().join(' ')).toContain('"status":"success"')
  expect((await handler(toEvent(`${body} `, sign(body)))).statusCode).toBe(401)
})

describe('The Dockerfile of the examples', () => {
  const { command, text } = readDockerfile('examples/servers/Dockerfile')

  test('has none of the mistakes that are known, and begins Node itself', () => {
    expect(lintDockerfile(text)).toEqual([])
    expect(command).toEqual(['node', 'dist/node.mjs'])
  })

  test.each([
    ['CMD ["node", "dist/node.mjs"]', 'CMD node dist/node.mjs', /DL3025/],
    ['CMD ["node", "dist/node.mjs"]', 'CMD ["npm", "start"]', /npm gets the signal/],
    ['USER node\n', '', /DL3002/],
    ['node:22.20-alpine\n', 'node:latest\n', /DL3006/],
    ['RUN npm ci', 'RUN npm install', /npm install/],
    ['ENV NODE_ENV=production', 'ENV RELAY_API_KEY=x', /a secret/],
    ['COPY . .', 'ADD . .', /DL3020/],
  ])('is refused with %j as %j', (right, wrong, problem) => {
    expect(text).toContain(right)
    expect(lintDockerfile(text.replace(right, wrong))).toEqual([expect.stringMatching(problem)])
  })
})

import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { apiKey } from '../support/webhooks.js'
import { freePort } from '../../support/freePort.mjs'
import { readDockerfile } from './support/dockerfile.js'
import { bundlePrograms, type Programs } from './support/programs.js'
import { postWebhook, readRequest } from './support/readRequest.js'

const dockerfile = readDockerfile('examples/servers/Dockerfile')
const [, ...command] = dockerfile.command

let programs: Programs<'express' | 'fastify' | 'hono' | 'node'>

beforeAll(async () => {
  programs = await bundlePrograms(['express', 'fastify', 'hono', 'node'])
})
afterAll(() => programs?.remove())

test.for([
  ['Express', 'express', {}],
  ['Fastify', 'fastify', {}],
  ['Hono', 'hono', {}],
  ['the command of the Dockerfile', 'node', { command: command.join(' ') }],
] as const)(
  'A reader of %s loses nothing where its process gets SIGTERM: it ends within 5 s, and the next one goes on',
  async ([, name, options]) => {
    const simulator = createRelaySimulator()
    const upstream = await startRelayServer({ simulator })
    onTestFinished(() => upstream.close())
    const env = { RELAY_API_KEY: apiKey, RELAY_SOCKET_URL: upstream.socketUrl, RELAY_API_URL: upstream.url }
    const port = await freePort()
    const first = await programs.start(name, env, { port, ...options })
    onTestFinished(first.kill)
    const { requestId } = simulator.start('abandoned-quote')
    const before = await readRequest(first.url, requestId)
    await vi.waitFor(() => expect(before.statuses().at(-1)).toBe('waiting'), 20_000)
    const at = Date.now()
    expect(await postWebhook(first.url, requestId, 'pending', at)).toBe(200)
    await vi.waitFor(() => expect(before.statuses().at(-1)).toBe('pending'), 20_000)

    const { code, ms } = await first.end()
    expect(code).toBe(0)
    expect(ms).toBeLessThan(5_000)
    await vi.waitFor(() => expect(before.state.isOver).toBe(true))
    await expect(postWebhook(first.url, requestId, 'submitted', at + 1)).rejects.toThrow('fetch failed')

    const second = await programs.start(name, env, { port, ...options })
    onTestFinished(second.kill)
    const after = await readRequest(second.url, requestId, before.state.cursor)
    // Its cursor is one of a process that has gone: it begins anew, and Relay sends again what nobody took.
    await vi.waitFor(() => expect(after.eventNames()).toContain('reset'), 20_000)
    expect(await postWebhook(second.url, requestId, 'submitted', at + 1)).toBe(200)
    await vi.waitFor(() => expect(after.statuses().at(-1)).toBe('submitted'), 20_000)
    expect((await second.end()).code).toBe(0)
  },
)

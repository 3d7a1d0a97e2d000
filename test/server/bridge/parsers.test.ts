import express from 'express'
import createFastify from 'fastify'
import { type Bridge, createBridge, toNodeHandler } from 'onwire/server'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { serve, serveOn } from '../support/servers.js'
import { readEvents, settle, toTopic, toWebhook } from './support/bridgeSetup.js'
import { apiKey } from '../support/webhooks.js'
import { createQuietRelay } from './support/quietRelay.js'

const id = `0x${'cd'.repeat(32)}`
const onError = vi.fn<(error: unknown) => void>()

function createQuietBridge() {
  const bridge = createBridge({
    protocols: [createQuietRelay()],
    authorize: () => true,
    webhooks: { relay: { apiKey, onDiagnostic: () => {} } },
    onDiagnostic: () => {},
  })
  onTestFinished(() => bridge.close())
  return bridge
}

async function serveExpress(bridge: Bridge) {
  const app = express()
  app.use(express.json(), express.urlencoded())
  app.use('/api/onwire', toNodeHandler(bridge, { onError }))
  return `${await serve(app)}/api/onwire`
}

async function serveFastify(bridge: Bridge) {
  const app = createFastify()
  app.all('/api/onwire/*', toNodeHandler(bridge, { onError }))
  await app.ready()
  return `${await serveOn(app.server)}/api/onwire`
}

const post = (url: string, body: string, type = 'application/json') =>
  fetch(url, { method: 'POST', headers: { 'content-type': type }, body })

describe.each([
  ['express.json()', serveExpress],
  ["Fastify's own parser", serveFastify],
])('A bridge below %s', (_, open) => {
  test('tells events, and snapshots', async () => {
    const url = await open(createQuietBridge())
    const response = await post(`${url}/events?a=1`, JSON.stringify({ topics: [toTopic(id)] }))
    expect(response.status).toBe(200)
    const reader = readEvents(response)
    await expect.poll(() => reader.eventNames()[0]).toBe('subscribed')
    await reader.stop()
    const topic = encodeURIComponent(JSON.stringify(toTopic(id)))
    expect((await fetch(`${url}/snapshot?topic=${topic}`)).status).toBe(200)
  })

  test('refuses what is no JSON object, or too large, as ever', async () => {
    const url = await open(createQuietBridge())
    const large = JSON.stringify({ topics: ['x'.repeat(70_000)] })
    const answers = [await post(`${url}/events`, '[]'), await post(`${url}/events`, large)]
    expect(answers.map(({ status }) => status)).toEqual([400, 413])
  })

  test('answers a webhook, whose bytes are signed, with 500, and tells its sender’s logs the remedy', async () => {
    onError.mockClear()
    const url = await open(createQuietBridge())
    const { headers, ...webhook } = await toParts(toWebhook(id, 'pending', 1, Date.now()))
    const response = await fetch(`${url}/webhooks/relay`, { ...webhook, headers })
    expect([response.status, await response.json()]).toMatchObject([500, { code: 'BODY_ALREADY_READ' }])
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'BODY_ALREADY_READ' }))
    await settle()
  })
})

test('A body that was parsed out of a form is no JSON', async () => {
  const url = await serveExpress(createQuietBridge())
  expect((await post(`${url}/events`, 'topics=1', 'application/x-www-form-urlencoded')).status).toBe(415)
})

async function toParts(request: Request) {
  return { method: request.method, headers: Object.fromEntries(request.headers), body: await request.text() }
}

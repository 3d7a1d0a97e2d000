import express from 'express'
import createFastify from 'fastify'
import { createBridge, toNodeHandler, type CreateBridgeOptions } from 'onwire/server'
import { expect, onTestFinished, test } from 'vitest'
import { toRecord } from '../../../src/protocols/shared/guards.js'
import { serve, serveOn } from '../support/servers.js'
import { toTopic } from './support/bridgeSetup.js'
import { createQuietRelay } from './support/quietRelay.js'

const path = `/api/onwire/snapshot?topic=${encodeURIComponent(JSON.stringify(toTopic(`0x${'cd'.repeat(32)}`)))}`
const session = { user: 'ann' }

/** Whoever has a session may see everything. */
function open() {
  const users: unknown[] = []
  const options: CreateBridgeOptions = {
    protocols: [createQuietRelay()],
    authenticate: (_request, from) => toRecord(toRecord(from)['session'])['user'],
    authorize: (_request, _topic, user) => users.push(user) > 0,
    onDiagnostic: () => {},
  }
  const bridge = createBridge(options)
  onTestFinished(() => bridge.close())
  return { bridge, users }
}

const isSignedIn = (cookie: string | undefined) => cookie === 'sid=hushhush-1'

const ask = async (url: string, headers: Record<string, string>) => (await fetch(url + path, { headers })).status

/** What somebody may send to be taken for somebody else. */
const claims = { session: JSON.stringify(session), 'x-session': 'ann', from: JSON.stringify({ session }) }

test('A session that Express’s middleware has found says who asks, and nothing that a client sends does', async () => {
  const { bridge, users } = open()
  const app = express()
  app.use((request, _response, next) => {
    if (isSignedIn(request.headers.cookie)) Object.assign(request, { session })
    next()
  })
  app.use('/api/onwire', express.json(), toNodeHandler(bridge))
  const url = await serve(app)
  expect([
    await ask(url, { cookie: 'sid=hushhush-1' }),
    await ask(url, { cookie: 'sid=hushhush-2' }),
    await ask(url, claims),
  ]).toEqual([200, 401, 401])
  const body = JSON.stringify({ topics: [toTopic('0x1')], session, from: { session } })
  const headers = { 'content-type': 'application/json' }
  const topic = JSON.stringify({ topics: [toTopic(`0x${'cd'.repeat(32)}`)] })
  const events = `${url}/api/onwire/events`
  const stranger = await fetch(`${events}?session[user]=ann`, { method: 'POST', headers, body })
  const ann = await fetch(events, { method: 'POST', headers: { ...headers, cookie: 'sid=hushhush-1' }, body: topic })
  await ann.body?.cancel()
  expect([stranger.status, ann.status]).toEqual([401, 200])
  expect(users).toEqual(['ann', 'ann'])
})

test('Fastify’s request is handed over, with what its hooks have put there', async () => {
  const { bridge, users } = open()
  const app = createFastify()
  app.addHook('onRequest', async (request) => {
    if (isSignedIn(request.headers.cookie)) Object.assign(request, { session })
  })
  app.all('/api/onwire/*', toNodeHandler(bridge))
  await app.ready()
  const url = await serveOn(app.server)
  expect([await ask(url, { cookie: 'sid=hushhush-1' }), await ask(url, claims)]).toEqual([200, 401])
  expect(users).toEqual(['ann'])
})

test('A bridge that is handed a Web request alone has nobody’s session', async () => {
  const { bridge } = open()
  const toRequest = () => new Request(`https://app.example${path}`, { headers: claims })
  expect((await bridge.fetch(toRequest())).status).toBe(401)
  expect((await bridge.fetch(toRequest(), { session })).status).toBe(200)
})

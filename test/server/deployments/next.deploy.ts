import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRelaySimulator } from 'onwire/testing'
import { startRelayServer } from 'onwire/testing/node'
import { expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../../support/freePort.mjs'
import { apiKey } from '../support/webhooks.js'
import { start } from './support/programs.js'
import { postWebhook, readRequest } from './support/readRequest.js'

/** Where `npm run test:deploy` has put the app. */
const folder = process.env['ONWIRE_NEXT'] ?? ''
const next = 'node_modules/next/dist/bin/next'
/** A backstop: Next.js compiles a route when it is first asked for. */
const patienceMs = 120_000

async function startService() {
  const simulator = createRelaySimulator()
  const upstream = await startRelayServer({ simulator })
  onTestFinished(() => upstream.close())
  const env = {
    NEXT_TELEMETRY_DISABLED: '1',
    RELAY_API_KEY: apiKey,
    RELAY_SOCKET_URL: upstream.socketUrl,
    RELAY_API_URL: upstream.url,
  }
  return { env, simulator }
}

test('An app of Next.js’s is built without secrets, ends within 5 s of SIGTERM, and its reader goes on at the next process', async () => {
  const { PATH } = process.env
  const built = spawnSync(process.execPath, [next, 'build'], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  expect([built.status, built.status === 0 ? '' : `${built.stdout}${built.stderr}`]).toEqual([0, ''])
  expect(built.stdout).toContain('ƒ /api/onwire/[...path]')

  const { env, simulator } = await startService()
  const port = await freePort()
  const command = `${next} start --port ${port} --hostname 127.0.0.1`
  const first = await start(folder, command, env, port)
  onTestFinished(first.kill)
  const { requestId } = simulator.start('abandoned-quote')
  const before = await readRequest(first.url, requestId)
  await vi.waitFor(() => expect(before.statuses().at(-1)).toBe('waiting'), patienceMs)
  const at = Date.now()
  expect(await postWebhook(first.url, requestId, 'pending', at)).toBe(200)
  await vi.waitFor(() => expect(before.statuses().at(-1)).toBe('pending'), patienceMs)

  const { ms } = await first.end()
  expect(ms).toBeLessThan(5_000)
  await vi.waitFor(() => expect(before.state.isOver).toBe(true), patienceMs)
  await vi.waitFor(() => expect(simulator.counters.socketsOpen).toBe(0), patienceMs)
  await expect(postWebhook(first.url, requestId, 'submitted', at + 1)).rejects.toThrow('fetch failed')

  const second = await start(folder, command, env, port)
  onTestFinished(second.kill)
  const after = await readRequest(second.url, requestId, before.state.cursor)
  // Its cursor is one of a process that has gone: it begins anew, and Relay sends again what nobody took.
  await vi.waitFor(() => expect(after.eventNames()).toContain('reset'), patienceMs)
  expect(await postWebhook(second.url, requestId, 'submitted', at + 1)).toBe(200)
  expect(await postWebhook(second.url, requestId, 'success', at + 2)).toBe(200)
  await vi.waitFor(() => expect(after.statuses().slice(-2)).toEqual(['submitted', 'success']), patienceMs)
  expect((await second.end()).ms).toBeLessThan(5_000)
})

test('Its development server has one link to the service after three edits of the bridge, and readers of the last', async () => {
  const { env, simulator } = await startService()
  const port = await freePort()
  const server = await start(folder, `${next} dev --port ${port} --hostname 127.0.0.1`, env, port)
  onTestFinished(async () => void (await server.end()))
  const { requestId } = simulator.start('abandoned-quote')
  const file = join(folder, 'bridge.ts')
  const text = readFileSync(file, 'utf8')
  onTestFinished(() => writeFileSync(file, text))

  let reader = await readRequest(server.url, requestId)
  for (const edit of [1, 2, 3]) {
    await vi.waitFor(() => expect(reader.statuses()).toContain('waiting'), patienceMs)
    const before = reader
    writeFileSync(file, `${text}\n// Edit ${edit}.\n`)
    // The module is loaded anew by the request that follows the edit, as a page makes them all the time.
    await vi.waitFor(async () => {
      const answer = await fetch(`${server.url}/api/onwire/health`)
      await answer.text()
      expect(before.state.isOver).toBe(true)
    }, patienceMs)
    reader = await readRequest(server.url, requestId, before.state.cursor)
  }
  await vi.waitFor(() => expect(reader.statuses()).toContain('waiting'), patienceMs)
  await vi.waitFor(
    () => expect([simulator.counters.socketsOpened, simulator.counters.socketsOpen]).toEqual([4, 1]),
    patienceMs,
  )
  expect(reader.state.isOver).toBe(false)
})

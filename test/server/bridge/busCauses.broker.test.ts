import { type BridgeDiagnostic, createBridge, redisBus } from 'onwire/server'
import { createClient } from 'redis'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findRedis, startRedis } from '../../support/redis.mjs'
import { eventually } from './support/busConformance.js'
import { createQuietRelay } from './support/quietRelay.js'

/** What an administrator, or a full disk, does to a Redis, and the word of Redis for it. */
const troubles: readonly (readonly [name: string, word: RegExp, commands: readonly (readonly string[])[]])[] = [
  ['is out of memory', /OOM/, [['CONFIG', 'SET', 'maxmemory', '1']]],
  ['became a replica', /READONLY/, [['REPLICAOF', '127.0.0.1', '1']]],
  ['allows its user no more', /NOPERM/, [['ACL', 'SETUSER', 'default', '-xread', '-xadd', '-eval']]],
  [
    'has another thing under the name of the stream',
    /WRONGTYPE/,
    [
      ['DEL', '{causes}:stream'],
      ['SET', '{causes}:stream', 'x'],
    ],
  ],
]

describe.skipIf(!findRedis())('A bus that is away is reported with its cause', { timeout: 600_000 }, () => {
  test.each(troubles)('where Redis %s', async (_name, word, commands) => {
    const redis = await startRedis({ isDurable: false })
    const admin = createClient({ url: redis.url })
    const client = createClient({ url: redis.url, socket: { reconnectStrategy: 50 } })
    for (const each of [admin, client]) each.on('error', () => {})
    await Promise.all([admin.connect(), client.connect()])
    const diagnostics: BridgeDiagnostic[] = []
    const bridge = createBridge({
      protocols: [createQuietRelay()],
      authorize: () => true,
      bus: redisBus(client, { prefix: '{causes}', leaseMs: 1_500, commandMs: 1_000 }),
      onDiagnostic: (diagnostic) => diagnostics.push(diagnostic),
    })
    onTestFinished(async () => {
      await bridge.close()
      for (const each of [admin, client]) if (each.isOpen) each.destroy()
      await redis.stop()
    })
    const topic = JSON.stringify({ protocol: 'relay', topic: { kind: 'status', requestId: `0x${'ab'.repeat(32)}` } })
    const url = `https://app.example/api/onwire/events?topic=${encodeURIComponent(topic)}`
    const reader = await bridge.fetch(new Request(url))
    onTestFinished(() => reader.body?.cancel())
    for (const command of commands) await admin.sendCommand([...command])
    await eventually(() => {
      const causes = diagnostics.flatMap(({ cause, code }) => (code === 'BUS_AWAY' ? [String(cause)] : []))
      expect(causes.join('\n')).toMatch(word)
    })
  })
})

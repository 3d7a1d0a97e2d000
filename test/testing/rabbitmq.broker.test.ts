import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type IFrame, type StompConfig } from '@stomp/stompjs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { findRabbitMq, startRabbitMq } from '../support/rabbitmq.mjs'

const startLimit = 90_000
const json = { 'content-type': 'application/json' }

/** What came, in order: each line a frame or a close. */
type Log = string[]

/** A broker on a busy machine takes its time. */
const slow = { timeout: 30_000 }

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('The search for RabbitMQ', () => {
  test('takes an empty name for none, and the tests that need one are skipped', () => {
    expect(findRabbitMq({ ...process.env, ONWIRE_RABBITMQ: '' })).toBeUndefined()
  })

  test('takes a name that leads nowhere for an error, and does not skip over it', () => {
    expect(() => findRabbitMq({ ONWIRE_RABBITMQ: '/nowhere/rabbitmq-server' })).toThrow(
      /ONWIRE_RABBITMQ is "\/nowhere\/rabbitmq-server"/,
    )
  })
})

describe.skipIf(!findRabbitMq())(
  'A real STOMP broker, RabbitMQ, skipped where there is none,',
  { timeout: startLimit },
  () => {
    let broker: Awaited<ReturnType<typeof startRabbitMq>>
    const clients: Client[] = []

    beforeAll(async () => {
      broker = await startRabbitMq()
    }, startLimit)
    afterEach(() => Promise.all(clients.splice(0).map((client) => client.deactivate({ force: true }))))
    afterAll(() => broker.stop(), startLimit)

    const connect = (more: Partial<StompConfig> = {}) => {
      const log: Log = []
      const note = (frame: IFrame) => log.push(`${frame.command}: ${frame.headers['message']}`)
      const client = new Client({
        webSocketFactory: () => new WebSocket(broker.url, ['v12.stomp']),
        connectHeaders: broker.user,
        reconnectDelay: 0,
        connectionTimeout: 5_000,
        heartbeatIncoming: 0,
        heartbeatOutgoing: 10_000,
        onConnect: ({ headers }) => log.push(`CONNECTED: ${headers['version']}`),
        onUnhandledReceipt: ({ headers }) => log.push(`RECEIPT: ${headers['receipt-id']}`),
        onStompError: note,
        onWebSocketClose: ({ code, reason }) => log.push(`close: ${code} ${reason}`.trim()),
        ...more,
      })
      clients.push(client)
      client.activate()
      return { client, log }
    }
    const connected = async (more?: Partial<StompConfig>) => {
      const opened = connect(more)
      await expect.poll(() => opened.log, slow).toEqual(['CONNECTED: 1.2'])
      opened.log.length = 0
      return opened
    }

    test('takes the user that it names, and refuses another, and another virtual host', async () => {
      await connected()
      const stranger = connect({ connectHeaders: { ...broker.user, login: 'stranger' } })
      await expect.poll(() => stranger.log, slow).toEqual(['ERROR: Bad CONNECT'])
      const elsewhere = connect({ connectHeaders: { ...broker.user, host: '/elsewhere' } })
      await expect.poll(() => elsewhere.log, slow).toEqual(['ERROR: Bad CONNECT'])
    })

    test.each([
      // What is subscribed to, what is sent to, what the MESSAGE says.
      ['/topic/v1.1.events.address.0xAb', '/topic/v1.1.events.address.0xAb', '/topic/v1.1.events.address.0xAb'],
      ['/topic/v1%2F1%2Fevents%2F0xab%2F', '/topic/v1%2F1%2Fevents%2F0xab%2F', '/topic/v1%2F1%2Fevents%2F0xab%2F'],
      ['/topic/v1.*.events.#', '/topic/v1.137.events.topics.0xdd', '/topic/v1.137.events.topics.0xdd'],
      ['/exchange/amq.topic/v1.1.blocks', '/exchange/amq.topic/v1.1.blocks', '/topic/v1.1.blocks'],
      ['/queue/onwire', '/queue/onwire', '/queue/onwire'],
      ['onwire.plain', 'onwire.plain', '/queue/onwire.plain'],
    ])('subscribes to %s, receives what is sent to %s', async (subscribed, sent, received) => {
      const { client, log } = await connected()
      const messages: object[] = []
      client.subscribe(subscribed, ({ headers, body }) => messages.push({ headers, body }), { id: 's', receipt: 'r' })
      await expect.poll(() => log, slow).toEqual(['RECEIPT: r'])
      const sender = await connected()
      sender.client.publish({ destination: sent, body: '{"block_height":1}', headers: json })
      await expect.poll(() => messages.length, slow).toBe(1)
      expect(messages).toEqual([
        {
          headers: {
            subscription: 's',
            destination: received,
            'message-id': expect.stringContaining('T_s@@session-'),
            redelivered: 'false',
            'content-length': '18',
            ...json,
          },
          body: '{"block_height":1}',
        },
      ])
    })

    test.each([
      ['/v1/1/events/address/0xab/', 'ERROR: Unknown destination'],
      ['/topic/v1/1/events/address/0xab/', 'ERROR: Invalid destination'],
      ['/exchange/amq.topic/v1/1/', 'ERROR: Invalid destination'],
    ])('refuses %s with an ERROR, and leaves the connection open', async (destination, refusal) => {
      const { client, log } = await connected()
      client.subscribe(destination, () => {}, { id: 'refused', receipt: 'never' })
      await expect.poll(() => log, slow).toEqual([refusal])
      client.subscribe('/topic/next', () => {}, { id: 'next', receipt: 'next' })
      await expect.poll(() => log, slow).toEqual([refusal, 'RECEIPT: next'])
    })

    test('ends the connection over an exchange that is not there: clean, and without an ERROR', async () => {
      const { client, log } = await connected()
      client.subscribe('/exchange/nowhere/v1', () => {}, { id: 's', receipt: 'never' })
      await expect.poll(() => log, slow).toEqual(['close: 1000 STOMP died'])
    })

    test('ends the connection over an id that is taken in the same way', async () => {
      const { client, log } = await connected()
      client.subscribe('/topic/a', () => {}, { id: 's', receipt: 'first' })
      await expect.poll(() => log, slow).toEqual(['RECEIPT: first'])
      client.subscribe('/topic/b', () => {}, { id: 's', receipt: 'never' })
      await expect.poll(() => log, slow).toEqual(['RECEIPT: first', 'close: 1000 STOMP died'])
    })

    test('answers an UNSUBSCRIBE, and sends nothing after it', async () => {
      const { client, log } = await connected()
      const bodies: string[] = []
      for (const id of ['left', 'kept']) {
        client.subscribe('/topic/v1', ({ body }) => bodies.push(`${id} ${body}`), { id, receipt: id })
      }
      client.unsubscribe('left', { receipt: 'gone' })
      await expect.poll(() => log, slow).toEqual(['RECEIPT: left', 'RECEIPT: kept', 'RECEIPT: gone'])
      client.publish({ destination: '/topic/v1', body: '1' })
      await expect.poll(() => bodies, slow).toEqual(['kept 1'])
    })

    test('is back under the same address after a restart, where who subscribes again, receives again', async () => {
      const bodies: string[] = []
      const { client, log } = connect({ reconnectDelay: 100 })
      client.onConnect = () => {
        log.push('connected')
        client.subscribe('/topic/v1', ({ body }) => bodies.push(body), { id: 's', receipt: 'r' })
      }
      await expect.poll(() => log, slow).toEqual(['connected', 'RECEIPT: r'])
      client.publish({ destination: '/topic/v1', body: 'before' })
      await expect.poll(() => bodies, slow).toEqual(['before'])

      const { url } = broker
      const { broker: pid } = broker.pids()
      await broker.restart()
      expect(broker.url).toBe(url)
      expect(broker.pids().broker).not.toBe(pid)
      expect(log[2]).toBe('close: 1006')
      await expect.poll(() => log.slice(-2), slow).toEqual(['connected', 'RECEIPT: r'])
      client.publish({ destination: '/topic/v1', body: 'after' })
      await expect.poll(() => bodies, slow).toEqual(['before', 'after'])
    })

    test('leaves nothing that outlives a process that is killed', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'onwire-'))
      const harness = new URL('../support/rabbitmq.mjs', import.meta.url).href
      const script = `
        const broker = await (await import('${harness}')).startRabbitMq()
        console.log(JSON.stringify(broker.pids()))`
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        env: { ...process.env, TMPDIR: folder },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [line] = await once(child.stdout, 'data')
      const pids = Object.values<number>(JSON.parse(String(line)))
      expect(pids.map(isAlive)).toEqual([true, true, true])
      child.kill('SIGKILL')
      await expect.poll(() => pids.map(isAlive), slow).toEqual([false, false, false])
      expect(readdirSync(folder)).toEqual([])
      rmdirSync(folder)
    })
  },
)

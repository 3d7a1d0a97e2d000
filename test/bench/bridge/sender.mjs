// @ts-check
import { Agent, request as ask } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { now } from './now.mjs'
import { toWebhook } from './webhook.mjs'

/** So many seconds' worth of events may be without an answer by default: a rate that isn't kept is given up then. */
const defaultBacklogSeconds = 2

/**
 * Sends Relay's webhooks, each with a number, over so many ids in turn.
 *
 * Those of one id are sent one after the other, so that each is told by a frame of its own; the time that one waits for the one
 * before counts, as an event comes in when it is due.
 * @param {{ port: number, ids: number, padding: number, perRequest?: number, maxBacklogSeconds?: number }} options
 */
export function createSender({ ids, maxBacklogSeconds = defaultBacklogSeconds, padding, perRequest, port }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  /** @type {Map<number, Promise<void>>} */
  const running = new Map()
  /** When each message came in, and was answered. */
  const times = { in: /** @type {number[]} */ ([]), ack: /** @type {number[]} */ ([]) }
  let acked = 0
  /** @type {string | undefined} */
  let failure

  /** @param {import('./webhook.mjs').Webhook} webhook */
  function post({ body, headers }) {
    return new Promise((resolve, reject) => {
      const request = ask({ agent, host: '127.0.0.1', port, method: 'POST', path: '/webhooks/relay', headers })
      request.on('error', reject)
      request.on('response', (response) => {
        response.resume()
        response.on('error', reject)
        response.on('end', () => resolve(response.statusCode))
      })
      request.end(body)
    })
  }

  /** @param {number} message */
  function send(message) {
    const webhook = toWebhook(message, ids, padding, perRequest)
    const id = message % ids
    const before = running.get(id)
    times.in[message] = now()
    const run = async () => {
      await before
      try {
        const status = await post(webhook)
        if (status !== 200) failure ??= `HTTP ${String(status)}`
      } catch (error) {
        failure ??= String(error)
      }
      times.ack[message] = now()
      acked += 1
      if (running.get(id) === own) running.delete(id)
    }
    const own = run()
    running.set(id, own)
  }

  return {
    times,
    get sent() {
      return times.in.length
    },
    /** Why one of them was not taken in, if one was not. */
    get failure() {
      return failure
    },
    /**
     * Sends evenly, and waits for all answers. `isKept`: in the time that there was.
     * @param {{ perSecond: number, seconds: number }} load
     */
    async send({ perSecond, seconds }) {
      const first = times.in.length
      const total = Math.round(perSecond * seconds)
      const startedAt = now()
      const isStuck = () => times.in.length - acked > perSecond * maxBacklogSeconds
      while (times.in.length - first < total && !isStuck()) {
        const due = Math.min(total, Math.floor(((now() - startedAt) * perSecond) / 1000))
        while (times.in.length - first < due) send(times.in.length)
        await setTimeout(1)
      }
      await Promise.all(running.values())
      const events = times.in.length - first
      return { first, events, perSecond: (events * 1000) / (now() - startedAt) }
    },
    close: () => agent.destroy(),
  }
}

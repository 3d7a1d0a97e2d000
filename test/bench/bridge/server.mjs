// @ts-check
/** One of the servers, alone in its process. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { answer } from './child.mjs'
import { createFloorServer } from './servers/floor.mjs'
import { createOnwireServer } from './servers/onwire.mjs'
import { createSocketIoServer } from './servers/socketIo.mjs'
import { getMemory, getUsage, readMemory } from './usage.mjs'

const [variant = '', bundle = '', limits] = process.argv.slice(2)

/**
 * @typedef {object} Made
 * @property {import('node:http').RequestListener} listener
 * @property {(http: import('node:http').Server) => void} [attach]
 * @property {() => Record<string, number>} [getTroubles]
 * @property {() => import('../../../src/exports/server.js').BridgeMetrics} [getMetrics]
 */

/** @returns {Promise<Made>} */
async function create() {
  if (variant === 'onwire') return createOnwireServer({ bundle, ...(limits && { limits: JSON.parse(limits) }) })
  return variant === 'socket.io' ? createSocketIoServer() : createFloorServer()
}

const made = await create()
// A thousand readers may knock at once.
const http = createServer(made.listener).listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
// By default a line that is kept is closed after 5 s, perhaps just as the sender uses it again.
http.keepAliveTimeout = 60_000
made.attach?.(http)
await once(http, 'listening')
const address = http.address()

const peak = { rss: 0, heap: 0 }
const notePeak = () => {
  const { heap, rss } = readMemory()
  peak.rss = Math.max(peak.rss, rss)
  peak.heap = Math.max(peak.heap, heap)
}
setInterval(notePeak, 200).unref()

const answers = {
  getPort: () => (typeof address === 'object' && address ? address.port : 0),
  getUsage,
  getMemory,
  /** What whoever runs it would be told of, by code. */
  getTroubles: () => made.getTroubles?.() ?? {},
  /** Its streams and followed topics, and what keeps the process awake, by kind. */
  getHeld() {
    const { readers = 0, topics = 0 } = made.getMetrics?.() ?? {}
    /** @type {Record<string, number>} */
    const resources = {}
    for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1
    return { readers, topics, resources }
  },
  /** The most that it has needed since it was asked last, garbage included. */
  takePeak() {
    notePeak()
    const taken = { ...peak }
    peak.rss = 0
    peak.heap = 0
    return taken
  },
}

/** @typedef {typeof answers} ServerAnswers */
answer(answers)

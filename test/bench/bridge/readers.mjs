// @ts-check
/** All readers of one server, in one process. */
import { toRequestId, toRequestIds } from '../stream.mjs'
import { answer } from './child.mjs'
import { createLedger } from './ledger.mjs'
import { followEvents } from './readers/followEvents.mjs'
import { followSocketIo } from './readers/followSocketIo.mjs'
import { stall } from './readers/stall.mjs'
import { getUsage } from './usage.mjs'

const [variant = '', port = ''] = process.argv.slice(2)
const follow = variant === 'socket.io' ? followSocketIo : followEvents
/** So many are opened at a time. */
const batch = 50
/** As many topics as the bridge lets a reader have. */
const maxTopics = 200

let ledger = createLedger({ readers: 0, ids: 1 })
let bytes = 0
let closed = 0
/** @type {import('node:net').Socket[]} */
let stalled = []

/**
 * @param {number} reader
 * @param {number} ids
 */
function open(reader, ids) {
  return follow({
    port: Number(port),
    requestId: toRequestId(reader % ids),
    onMessage: (message, at) => ledger.note(reader, message, at),
    onBytes: (count) => (bytes += count),
    onClose: () => (closed += 1),
  })
}

const answers = {
  /** @param {{ readers: number, ids: number }} options */
  async open({ ids, readers }) {
    ledger = createLedger({ readers, ids })
    for (let first = 0; first < readers; first += batch) {
      const length = Math.min(batch, readers - first)
      await Promise.all(Array.from({ length }, (_, index) => open(first + index, ids)))
    }
  },
  /**
   * So many more, that follow all ids and read nothing.
   * @param {{ count: number, ids: number }} options
   */
  async stall({ count, ids }) {
    const requestIds = toRequestIds(Math.min(ids, maxTopics))
    stalled = await Promise.all(Array.from({ length: count }, () => stall({ port: Number(port), requestIds })))
  },
  endStalled() {
    for (const socket of stalled) socket.destroy()
    stalled = []
  },
  /** @param {number} sent */
  getProgress: (sent) => ({ ...ledger.getProgress(sent), closed }),
  getUsage,
  take() {
    const taken = { ...ledger.take(), bytes }
    bytes = 0
    return taken
  },
}

/** @typedef {typeof answers} ReadersAnswers */
answer(answers)

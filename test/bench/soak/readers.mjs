// @ts-check
/** Readers that come and go, in one process: each follows a request for a while, drops its line, and comes back by its cursor. */
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { answer } from '../bridge/child.mjs'
import { getUsage } from '../bridge/usage.mjs'
import { toRequestIndex } from '../bridge/webhook.mjs'
import { toRequestId } from '../stream.mjs'
import { createFollowing } from './following.mjs'
import { openStream } from './openStream.mjs'

const [port = ''] = process.argv.slice(2)
const counts = { lives: 0, returns: 0, frames: 0, lost: 0, doubled: 0, strange: 0, resets: 0, refused: 0, behind: 0 }
/** The newest message that any of them has seen: what is followed next is about as new. */
let newest = 0
/** Aborts once all are to leave. */
const leaving = new AbortController()
/** @type {Promise<void>[]} */
let running = []
const isEnding = once(leaving.signal, 'abort')

/** @param {number} seed Mulberry32: the same readers come and go in each run. */
function createRandom(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * @param {number} reader
 * @param {Options} options
 */
async function live(reader, { ids, perRequest, stayMs, awayMs }) {
  const random = createRandom(reader)
  const pause = (/** @type {number} */ most) => Promise.race([setTimeout(random() * most), isEnding])
  while (!leaving.signal.aborted) {
    counts.lives += 1
    const slot = Math.floor(random() * ids)
    // The round after the newest: the last one of a request tells of none that comes after it.
    const index = toRequestIndex(slot + ids * (Math.floor(newest / ids) + 1), ids, perRequest)
    const following = createFollowing(index, { ids, perRequest }, counts)
    const visits = 1 + Math.floor(random() * 5)
    for (let visit = 0; visit < visits && !leaving.signal.aborted; visit += 1) {
      if (visit > 0) counts.returns += 1
      const close = await openStream({
        port: Number(port),
        requestId: toRequestId(index),
        cursor: following.getCursor(),
        onBlock(block) {
          newest = Math.max(newest, following.read(block))
        },
      })
      if (!close) counts.refused += 1
      await pause(stayMs)
      if (leaving.signal.aborted) await isCaughtUp(following)
      await close?.()
      if (!leaving.signal.aborted) await pause(awayMs)
    }
  }
}

let sent = 0
/** @param {import('./following.mjs').Following} following */
async function isCaughtUp(following) {
  for (let waited = 0; following.isBehind(sent); waited += 20) {
    if (waited > 30_000) {
      counts.behind += 1
      return
    }
    await setTimeout(20)
  }
}

/** @typedef {{ ids: number, perRequest: number, stayMs: number, awayMs: number }} Options */

const answers = {
  /** @param {Options & { readers: number }} options */
  start({ readers, ...options }) {
    running = Array.from({ length: readers }, (_, reader) => live(reader, options))
  },
  getCounts: () => ({ ...counts }),
  getUsage,
  /**
   * Those that are there stay until they have seen the last of so many messages; then all leave.
   * @param {number} all
   */
  async stop(all) {
    sent = all
    leaving.abort()
    await Promise.all(running)
    return { ...counts }
  },
}

/** @typedef {typeof answers} SoakReadersAnswers */
answer(answers)

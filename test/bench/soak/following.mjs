// @ts-check
import { toMessage, toRequestIndex } from '../bridge/webhook.mjs'

/** @typedef {{ frames: number, lost: number, doubled: number, strange: number, resets: number }} Counts */
/** @typedef {ReturnType<typeof createFollowing>} Following */

/**
 * What a reader has seen of one request, over all of its visits: from its first message on each one, once and in order.
 * @param {number} index The request's.
 * @param {{ ids: number, perRequest: number }} stream
 * @param {Counts} counts
 */
export function createFollowing(index, { ids, perRequest }, counts) {
  /** @type {string | undefined} */
  let cursor
  /** @type {number | undefined} The message that comes next. */
  let next
  const isOwn = (/** @type {number} */ message) => toRequestIndex(message, ids, perRequest) === index

  return {
    getCursor: () => cursor,
    /**
     * Reads an event, and returns the number of its message, or 0.
     * @param {string} block
     */
    read(block) {
      if (block.startsWith('event: reset')) counts.resets += 1
      const id = /^id: (.+)$/m.exec(block)?.[1]
      cursor = id ?? cursor
      // A first picture has no id: it says how things are, and stands for no message.
      const updatedAt = id && /"data":\{.*"updatedAt":(\d+)/.exec(block)?.[1]
      if (!updatedAt) return 0
      const message = toMessage(Number(updatedAt))
      counts.frames += 1
      if (!isOwn(message)) counts.strange += 1
      else if (next !== undefined && message < next) counts.doubled += 1
      else {
        counts.lost += (message - (next ?? message)) / ids
        next = message + ids
      }
      return message
    },
    /**
     * True while one of so many messages hasn't come.
     * @param {number} sent
     */
    isBehind: (sent) => next !== undefined && next < sent && isOwn(next),
  }
}

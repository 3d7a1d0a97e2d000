// @ts-check
/** What is sent, worked out from a message's number alone: the server makes it, and the page checks what it shows by it. */

/** @typedef {{ readonly status: string, readonly updatedAt: number, readonly txHashes: readonly string[] }} Status */
/**
 * Each message of an id changes its status, its time and its hashes. `isSteady`: its time alone, as when a service touches a request
 * again and again.
 * @typedef {{ readonly ids: number, readonly isSteady: boolean }} Stream
 */

const startedAt = 1_765_989_801_294

/**
 * As long as a real one.
 * @param {number} index
 */
export function toRequestId(index) {
  const word = (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(16).padStart(8, '0')
  return `0x${word.repeat(8)}`
}

/** @param {number} count */
export function toRequestIds(count) {
  return Array.from({ length: count }, (_, index) => toRequestId(index))
}

/**
 * The ids take turns, and each message is news: it bears a later time.
 * @param {number} message
 * @param {Stream} stream
 * @returns {Status}
 */
export function toStatus(message, { ids, isSteady }) {
  const updatedAt = startedAt + message
  if (isSteady) return { status: 'pending', updatedAt, txHashes: [] }
  const isOdd = Math.floor(message / ids) % 2 === 1
  return { status: isOdd ? 'submitted' : 'pending', updatedAt, txHashes: [toRequestId(message)] }
}

/** @param {Pick<Status, 'status' | 'updatedAt'>} status */
export function toText({ status, updatedAt }) {
  return `${status} ${updatedAt}`
}

/**
 * The last of `messages` that concerns the id of this index.
 * @param {number} index
 * @param {Stream} stream
 * @param {number} messages
 */
export function getLastMessage(index, { ids }, messages) {
  return index + ids * Math.floor((messages - 1 - index) / ids)
}

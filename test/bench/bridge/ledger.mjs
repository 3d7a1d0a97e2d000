// @ts-check

/**
 * What each reader was told, against what it was to be told: the messages take turns over the ids, and so do the readers. Each
 * message of its id comes to a reader once, and in order; whatever else happens is counted.
 * @param {{ readers: number, ids: number }} options
 */
export function createLedger({ readers, ids }) {
  /** The message that each reader waits for. */
  const next = Array.from({ length: readers }, (_, reader) => reader % ids)
  /** @type {number[]} */
  let messages = []
  /** @type {number[]} */
  let times = []
  let lost = 0
  let doubled = 0
  let strange = 0

  return {
    /**
     * @param {number} reader
     * @param {number} message
     * @param {number} at
     */
    note(reader, message, at) {
      const expected = next[reader] ?? NaN
      if (!(message >= 0 && message % ids === expected % ids)) {
        strange += 1
        return
      }
      messages.push(message)
      times.push(at)
      if (message < expected) doubled += 1
      else {
        lost += (message - expected) / ids
        next[reader] = message + ids
      }
    },
    /**
     * How it stands once so many messages were sent. `behind`: readers that wait for one of them.
     * @param {number} sent
     */
    getProgress: (sent) => ({ lost, doubled, strange, behind: next.filter((message) => message < sent).length }),
    /** Which messages came and when, since the last time. */
    take() {
      const taken = { messages: Int32Array.from(messages), times: Float64Array.from(times) }
      messages = []
      times = []
      return taken
    },
  }
}

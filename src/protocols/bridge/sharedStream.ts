import type { Topic } from '../../core/contract/topic.js'
import type { CloseReason, Link, Transport, TransportEvents } from '../../core/contract/transport.js'
import type { SseTopics } from '../../transports/sse.js'
import type { SseEvent } from '../../transports/sseParser.js'
import { isText, toRecord } from '../shared/guards.js'

/** One event of the bridge's stream. */
export interface BridgeFrame {
  readonly event: string
  readonly told: Readonly<Record<string, unknown>>
}

/** A topic that was let go of is carried on for so long, in ms. */
const lingerMs = 10_000

interface Member {
  readonly protocol: string
  readonly on: TransportEvents<BridgeFrame>
  topics: readonly Topic[]
  /** Those that it had when the stream was last told. */
  sent: readonly Topic[]
}

/**
 * One stream for all protocols of a page: browsers allow few connections to one server.
 *
 * - Each protocol has a link of its own; the stream carries the topics of all of them, and stands while there is any.
 * - The end of the stream ends all links.
 * - A topic that is let go of is carried on for a while: each end of a request would open the stream anew, for all the
 *   others.
 */
export function shareStream(
  transport: Transport<SseTopics, SseEvent>,
): (protocol: string) => Transport<readonly Topic[], BridgeFrame> {
  const members = new Set<Member>()
  let stream: Link<SseTopics> | undefined
  let isOpen = false
  let isScheduled = false
  let linger: ReturnType<typeof setTimeout> | undefined

  /** Several engines that change their topics together open one stream. */
  function schedule() {
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(() => {
      isScheduled = false
      update()
    })
  }

  function update() {
    const topics = [...members].flatMap(({ protocol, topics }) => topics.map((topic) => ({ protocol, topic })))
    const isMore = [...members].some(({ sent, topics }) => topics.some((topic) => !sent.includes(topic)))
    for (const member of members) member.sent = member.topics
    clearTimeout(linger)
    if (members.size === 0) {
      stream?.close()
      stream = undefined
      isOpen = false
    } else if (!stream) stream = open(topics)
    else if (isMore) stream.send(topics)
    else linger = setTimeout(() => stream?.send(topics), lingerMs)
  }

  function open(topics: SseTopics): Link<SseTopics> {
    const mine = transport.open(
      {
        open() {
          if (stream !== mine) return
          isOpen = true
          for (const { on } of members) on.open()
        },
        frame: ({ data, event }) => stream === mine && tell(event, data),
        alive() {
          if (stream === mine) for (const { on } of members) on.alive()
        },
        close: (reason) => stream === mine && end(reason),
      },
      [topics],
    )
    return mine
  }

  function tell(event: string, data: string) {
    let told: BridgeFrame['told'] = {}
    try {
      told = toRecord(JSON.parse(data))
    } catch {
      // To be told as malformed.
    }
    const { protocol } = told
    // An event that names no protocol concerns all of them.
    for (const member of members)
      if (!isText(protocol) || protocol === member.protocol) member.on.frame({ event, told })
      else member.on.alive()
  }

  function end(reason: CloseReason) {
    clearTimeout(linger)
    stream = undefined
    isOpen = false
    const ended = [...members]
    members.clear()
    for (const { on } of ended) on.close(reason)
  }

  return (protocol) => ({
    open(on, first = []) {
      const member: Member = { protocol, on, topics: first.at(-1) ?? [], sent: [] }
      members.add(member)
      schedule()
      if (isOpen) queueMicrotask(() => isOpen && members.has(member) && on.open())
      return {
        send(topics) {
          member.topics = topics
          if (members.has(member)) schedule()
        },
        close() {
          if (!members.delete(member)) return
          schedule()
          on.close({ opened: isOpen, message: 'Closed by onwire' })
        },
      }
    },
  })
}

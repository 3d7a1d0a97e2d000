import type { Clock } from '../../core/contract/environment.js'
import { isText, isTexts } from '../../protocols/shared/guards.js'
import type { BusTopic } from '../bus/bus.js'
import { toTopicId } from '../bus/toTopicId.js'
import { createLeases } from './leases.js'
import type { SendCommand } from './redisCommands.js'
import { beatScript, leaveScript } from './redisScripts.js'
import { createSerialRuns } from './serialRuns.js'
import { readWanted } from './streamPieces.js'

export interface MembershipOptions {
  readonly clock: Clock
  readonly instance: string
  readonly prefix: string
  readonly stream: string
  readonly leaseMs: number
  readonly maxEntries: number
  readonly sendCommand: SendCommand
  readonly on: {
    wanted(topics: readonly BusTopic[]): void
    lease(protocol: string, isHeld: boolean): void
  }
}

export interface Membership {
  want(topics: readonly BusTopic[]): void
  lease(protocols: readonly string[]): void
  /** Sends interests and lease requests to Redis now. Beats run one at a time: calls during one share the next. */
  sendBeat(): Promise<void>
  /** Resolves once Redis knows all interests. */
  saveWanted(): Promise<void>
  /** Redis came back, and may have forgotten the leases: each former holder gets time to renew its own first. */
  setRecovered(): void
  /** Resolves once Redis knows, or can't be reached. */
  leave(): Promise<void>
}

/**
 * A member's interests and leases, renewed by beats.
 *
 * - A member without a beat for `leaseMs` has died: Redis drops its interests and frees its leases.
 * - A lease ends here before another member can acquire it.
 */
export function createMembership(options: MembershipOptions): Membership {
  const { clock, instance, leaseMs, maxEntries, on, prefix, sendCommand, stream } = options
  const commonKeys = [stream, `${prefix}:members`, `${prefix}:wanted`, `${prefix}:version`]
  const leases = createLeases(clock, leaseMs, (protocol, isHeld) => on.lease(protocol, isHeld))
  let wanted = '[]'
  /** The interests that Redis has; undefined before the first beat, and where Redis forgot them. */
  let saved: string | undefined
  let version = ''
  let isOver = false

  const toKeys = (protocols: readonly string[]) => [...commonKeys, ...protocols.map((id) => `${prefix}:lease:${id}`)]

  async function beat(): Promise<void> {
    if (isOver) return
    const protocols = leases.getRequested()
    const sentWanted = wanted
    const sentAt = clock.now()
    const mayAcquire = protocols.map((id) => (leases.mayAcquire(id) ? '1' : '0'))
    const changed = sentWanted === saved ? '' : sentWanted
    const keys = toKeys(protocols)
    const args = [...keys, instance, `${leaseMs}`, `${maxEntries}`, version, changed, ...mayAcquire]
    const reply = await sendCommand(['EVAL', beatScript, `${keys.length}`, ...args])
    const [nextVersion, held, all]: readonly unknown[] = Array.isArray(reply) ? reply : []
    if (isOver) return
    if (!isText(nextVersion)) {
      if (saved === undefined) throw new Error('Redis answered a beat with something else.')
      saved = undefined
      return beat()
    }
    saved = sentWanted
    const isHeld = protocols.map((_, index) => Array.isArray(held) && Number(held[index]) === 1)
    leases.receiveAnswer(protocols, isHeld, sentAt)
    version = nextVersion
    if (isTexts(all)) on.wanted(joinWanted(all))
  }

  const sendBeat = createSerialRuns(beat)

  return {
    sendBeat,
    async saveWanted() {
      if (wanted !== saved) await sendBeat()
    },
    want(topics) {
      wanted = JSON.stringify(topics.map(({ key, protocol, topic }) => ({ protocol, key, topic })))
    },
    lease: leases.setRequested,
    setRecovered: leases.setRecovered,
    async leave() {
      isOver = true
      leases.stop()
      const keys = toKeys(leases.getRequested())
      // Where it fails, Redis drops the member after `leaseMs`.
      await sendCommand(['EVAL', leaveScript, `${keys.length}`, ...keys, instance, `${maxEntries}`]).catch(() => {})
    },
  }
}

/** Joins the lists of all members, each topic once. */
function joinWanted(lists: readonly string[]): readonly BusTopic[] {
  return [...new Map(lists.flatMap(readWanted).map((topic) => [toTopicId(topic), topic])).values()]
}

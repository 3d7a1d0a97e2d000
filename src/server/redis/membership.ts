import type { Clock } from '../../core/contract/environment.js'
import { isText, isTexts } from '../../protocols/shared/guards.js'
import type { BusTopic } from '../bus/bus.js'
import { toTopicId } from '../bus/toTopicId.js'
import { readWanted } from './streamPieces.js'
import { beatScript, leaveScript } from './redisScripts.js'

export interface MembershipOptions {
  readonly clock: Clock
  readonly instance: string
  readonly prefix: string
  readonly stream: string
  readonly leaseMs: number
  readonly maxEntries: number
  readonly command: (args: readonly string[]) => Promise<unknown>
  readonly on: {
    wanted(topics: readonly BusTopic[]): void
    lease(protocol: string, isHeld: boolean): void
  }
}

export interface Membership {
  want(topics: readonly BusTopic[]): void
  lease(protocols: readonly string[]): void
  /** Tells Redis now what there is to tell. One at a time: what comes meanwhile goes with the next. */
  beat(): Promise<void>
  /** Resolves once all that is wanted is known to Redis. */
  saveWanted(): Promise<void>
  /** Redis was away, and may have forgotten who held what: whoever held a lease is let renew it first. */
  setRecovered(): void
  /** Resolves once Redis knows, or can't be told. */
  leave(): Promise<void>
}

/**
 * A member's wishes and leases, renewed by beats.
 *
 * - Whoever doesn't beat for `leaseMs` has died: its wishes go, its leases are free.
 * - A lease counts as lost here before it can be another's.
 */
export function createMembership(options: MembershipOptions): Membership {
  const { clock, command, instance, leaseMs, maxEntries, on, prefix, stream } = options
  const common = [stream, `${prefix}:members`, `${prefix}:wanted`, `${prefix}:version`]
  const held = new Set<string>()
  /** Those that it lost only for want of beats. */
  const dropped = new Set<string>()
  let protocols: readonly string[] = []
  let wanted = '[]'
  let saved: string | undefined
  let version = ''
  let acquireFrom = -Infinity
  let isOver = false
  let stopDeadline: (() => void) | undefined
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function sendBeat(): Promise<void> {
    if (isOver) return
    const requested = protocols
    const sentWanted = wanted
    const sentAt = clock.now()
    const mayAcquire = requested.map((id) => (held.has(id) || dropped.has(id) || sentAt >= acquireFrom ? '1' : '0'))
    const keys = [...common, ...requested.map((id) => `${prefix}:lease:${id}`)]
    const own = sentWanted === saved ? '' : sentWanted
    const args = [...keys, instance, `${leaseMs}`, `${maxEntries}`, version, own, ...mayAcquire]
    const reply = await command(['EVAL', beatScript, `${keys.length}`, ...args])
    const [nextVersion, leases, all]: readonly unknown[] = Array.isArray(reply) ? reply : []
    if (isOver) return
    if (!isText(nextVersion)) {
      if (saved === undefined) throw new Error('Redis answered a beat with something else.')
      saved = undefined
      return sendBeat()
    }
    saved = sentWanted
    setDeadline(sentAt)
    requested.forEach((id, index) => setHeld(id, Array.isArray(leases) && Number(leases[index]) === 1))
    dropped.clear()
    version = nextVersion
    if (isTexts(all)) sendWanted(all)
  }

  function sendWanted(all: readonly string[]) {
    const topics = all.flatMap(readWanted)
    on.wanted([...new Map(topics.map((topic) => [toTopicId(topic), topic])).values()])
  }

  function setHeld(protocol: string, isHeld: boolean) {
    if (held.has(protocol) === isHeld) return
    if (isHeld) held.add(protocol)
    else held.delete(protocol)
    on.lease(protocol, isHeld)
  }

  /** Counted from before the beat was sent, and shorter by what a busy process is late: Redis counts the whole time from later. */
  function setDeadline(sentAt: number) {
    stopDeadline?.()
    stopDeadline = clock.after(Math.max(0, sentAt + leaseMs * 0.9 - clock.now()), () => {
      for (const protocol of [...held]) {
        dropped.add(protocol)
        setHeld(protocol, false)
      }
    })
  }

  function beat(): Promise<void> {
    if (!running) {
      running = sendBeat().finally(() => {
        running = undefined
      })
      return running
    }
    // What runs may have been sent before this was known.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return beat()
      })
    return next
  }

  return {
    beat,
    async saveWanted() {
      if (wanted !== saved) await beat()
    },
    want(topics) {
      wanted = JSON.stringify(topics.map(({ key, protocol, topic }) => ({ protocol, key, topic })))
    },
    lease(asked) {
      for (const protocol of held) if (!asked.includes(protocol)) setHeld(protocol, false)
      protocols = asked
    },
    setRecovered() {
      acquireFrom = clock.now() + leaseMs
    },
    async leave() {
      isOver = true
      stopDeadline?.()
      const keys = [...common, ...protocols.map((id) => `${prefix}:lease:${id}`)]
      // Where it fails, all of it ends by itself.
      await command(['EVAL', leaveScript, `${keys.length}`, ...keys, instance, `${maxEntries}`]).catch(() => {})
    },
  }
}

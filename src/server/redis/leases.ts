import type { Clock } from '../../core/contract/environment.js'

export interface Leases {
  /** The protocols whose leases this member asks for; gives up the others. */
  setRequested(protocols: readonly string[]): void
  getRequested(): readonly string[]
  /** True if this member may acquire the lease now, rather than only renew it. */
  mayAcquire(protocol: string): boolean
  /** Reads Redis's answer to a beat. `isHeld` is in the order of `protocols`. */
  receiveAnswer(protocols: readonly string[], isHeld: readonly boolean[], sentAt: number): void
  /** Redis came back, and may have forgotten the holders: each former holder gets time to renew its lease first. */
  setRecovered(): void
  stop(): void
}

/**
 * The leases of one member of the bus.
 *
 * - A lease ends here before another member can acquire it.
 * - `onChange` is called once for each change.
 */
export function createLeases(
  clock: Clock,
  leaseMs: number,
  onChange: (protocol: string, isHeld: boolean) => void,
): Leases {
  const held = new Set<string>()
  /** The leases that ended here only because no beat was answered in time. */
  const expired = new Set<string>()
  let requested: readonly string[] = []
  let acquireFrom = -Infinity
  let stopDeadline: (() => void) | undefined

  function setHeld(protocol: string, isHeld: boolean) {
    if (held.has(protocol) === isHeld) return
    if (isHeld) held.add(protocol)
    else held.delete(protocol)
    onChange(protocol, isHeld)
  }

  function expireAll() {
    for (const protocol of [...held]) {
      expired.add(protocol)
      setHeld(protocol, false)
    }
  }

  return {
    setRequested(protocols) {
      for (const protocol of held) if (!protocols.includes(protocol)) setHeld(protocol, false)
      requested = protocols
    },
    getRequested: () => requested,
    mayAcquire: (protocol) => held.has(protocol) || expired.has(protocol) || clock.now() >= acquireFrom,
    receiveAnswer(protocols, isHeld, sentAt) {
      stopDeadline?.()
      // Redis counts the whole time from later. This counts from the sending, less 10 %, since a busy process is late.
      stopDeadline = clock.after(Math.max(0, sentAt + leaseMs * 0.9 - clock.now()), expireAll)
      protocols.forEach((protocol, index) => setHeld(protocol, isHeld[index] === true))
      expired.clear()
    },
    setRecovered() {
      acquireFrom = clock.now() + leaseMs
    },
    stop: () => stopDeadline?.(),
  }
}

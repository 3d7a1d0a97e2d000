import type { Bus, BusEvents } from '../../server/bus/bus.js'

/** A bus that can be away. */
export interface SwitchableBus extends Bus {
  /** While it is away nothing is taken and nothing is told. */
  setAway(isAway: boolean): void
}

/** `lapses`: leases lapse meanwhile, as at Redis after some seconds in which nobody could renew them. */
export function createSwitchableBus(bus: Bus, lapses = false): SwitchableBus {
  const members = new Set<BusEvents>()
  const holders = new Map<string, BusEvents>()
  let isAway = false
  const reach = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (isAway) throw new Error('The bus is away.')
    return ask()
  }

  return {
    join(instance, on) {
      const member = bus.join(instance, {
        ...on,
        lease(protocol, isHeld) {
          if (isHeld) holders.set(protocol, on)
          else holders.delete(protocol)
          if (!isAway || !lapses) on.lease(protocol, isHeld)
        },
      })
      members.add(on)
      return {
        ...member,
        publish: (news) => reach(() => member.publish(news)),
        getCursor: () => reach(() => member.getCursor()),
        replay: (topics, after) => reach(() => member.replay(topics, after)),
        send: (message) => isAway || member.send?.(message),
        leave() {
          members.delete(on)
          for (const [protocol, holder] of holders) if (holder === on) holders.delete(protocol)
          return member.leave()
        },
      }
    },
    setAway(next) {
      if (next === isAway) return
      isAway = next
      for (const on of members) on.degraded(next)
      if (lapses) for (const [protocol, on] of holders) on.lease(protocol, !next)
    },
  }
}

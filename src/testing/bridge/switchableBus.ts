import type { Bus, BusEvents } from '../../server/bus/bus.js'

/** A bus that can be away. */
export interface SwitchableBus extends Bus {
  /** While it is away nothing is taken and nothing is told. */
  setAway(isAway: boolean): void
}

export function createSwitchableBus(bus: Bus): SwitchableBus {
  const members = new Set<BusEvents>()
  let isAway = false
  const reach = <Answer>(ask: () => Promise<Answer>): Promise<Answer> =>
    isAway ? Promise.reject(new Error('The bus is away.')) : ask()

  return {
    join(instance, on) {
      const member = bus.join(instance, on)
      members.add(on)
      return {
        ...member,
        publish: (news) => reach(() => member.publish(news)),
        getCursor: () => reach(() => member.getCursor()),
        replay: (topics, after) => reach(() => member.replay(topics, after)),
        leave() {
          members.delete(on)
          return member.leave()
        },
      }
    },
    setAway(next) {
      if (next === isAway) return
      isAway = next
      for (const on of members) on.degraded(next)
    },
  }
}

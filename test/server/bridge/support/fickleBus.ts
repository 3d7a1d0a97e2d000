import { memoryBus, type Bus, type BusEvents } from 'onwire/server'

/** A bus that can be taken away: whoever held a lease lets go of it meanwhile, as at Redis. */
export function createFickleBus() {
  const inner = memoryBus()
  const members = new Set<BusEvents>()
  const held = new Map<string, BusEvents>()
  let isAway = false
  let gate: Promise<void> | undefined
  const pass = async () => {
    await gate
    if (isAway) throw new Error('ECONNREFUSED')
  }
  const bus: Bus = {
    join(instance, on) {
      members.add(on)
      const member = inner.join(instance, {
        ...on,
        lease(protocol, isHeld) {
          if (isHeld) held.set(protocol, on)
          else held.delete(protocol)
          on.lease(protocol, isHeld)
        },
      })
      return {
        ...member,
        publish: async (news) => pass().then(() => member.publish(news)),
        getCursor: async () => pass().then(() => member.getCursor()),
        replay: async (topics, after) => pass().then(() => member.replay(topics, after)),
      }
    },
  }
  return {
    bus,
    setAway(next: boolean) {
      isAway = next
      for (const on of members) on.degraded(next)
      for (const [protocol, { lease }] of held) lease(protocol, !next)
    },
    /** Lets whoever asks wait, until what is answered is called. */
    hold(): () => void {
      let open = () => {}
      gate = new Promise((resolve) => {
        open = resolve
      })
      return () => {
        gate = undefined
        open()
      }
    },
  }
}

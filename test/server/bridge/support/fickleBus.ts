import { memoryBus, type Bus } from 'onwire/server'
import { createSwitchableBus } from '../../../../src/testing/bridge/switchableBus.js'

/** A bus that can be taken away, and that can let whoever asks wait. */
export function createFickleBus() {
  const switchable = createSwitchableBus(memoryBus(), true)
  let gate: Promise<void> | undefined
  const bus: Bus = {
    join(instance, on) {
      const member = switchable.join(instance, on)
      return {
        ...member,
        getCursor: async () => {
          await gate
          return member.getCursor()
        },
      }
    },
  }
  return {
    bus,
    setAway: switchable.setAway,
    /** Until what is answered is called. */
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

import { createManualClock, type SimulatorClock } from 'onwire/testing'

const isTest = '__vitest_browser__' in globalThis
/** As a screen that draws 60 frames a second. */
const frameMs = 16

/** Stories play at a pace that can be watched; as tests they are played in fast motion. */
export const speed = isTest ? 30 : 1
/** For stories of which a test looks at the end alone. */
export const topSpeed = isTest ? 120 : 1

/**
 * The machine's own time; in tests one that goes on by frames: a machine that is busy makes a story longer, and changes
 * nothing else.
 */
export const clock: SimulatorClock | undefined = isTest ? createFrameClock() : undefined

function createFrameClock(): SimulatorClock {
  const manual = createManualClock(Date.now())
  async function goOn() {
    await manual.advanceAsync(frameMs)
    requestAnimationFrame(() => void goOn())
  }
  void goOn()
  return manual
}

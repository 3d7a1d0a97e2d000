import { createManualClock, type SimulatorClock } from 'onwire/testing'
import { waitFor } from 'storybook/test'

const isTest = '__vitest_browser__' in globalThis
/** As a screen that draws 60 frames a second, in ms. */
const frameMs = 16
/** A wait of more than `longWaitMs` goes on in longer steps: a look at a story costs more than its time does. */
const longFrameMs = 80
const longWaitMs = 3_000
/** For so long, in the story's own ms, what doesn't come is waited for. */
const patienceMs = 60_000

/** Stories play at a pace that can be watched; as tests they are played in fast motion. */
export const speed = isTest ? 30 : 1
/** For stories of which a test looks at the end alone. */
export const topSpeed = isTest ? 120 : 1

const manual = isTest ? createManualClock(Date.now()) : undefined

/**
 * The machine's own time; in tests one that goes on while a story waits in `until` or `pass`, and stands still else: a
 * machine that is busy makes a story longer, and changes nothing else.
 */
export const clock: SimulatorClock | undefined = manual

/**
 * Waits until a look at the story doesn't throw, and returns what it returned. In tests the story stands still from then
 * on, so that what it shows doesn't pass while somebody acts.
 *
 * @param look Called after each frame. Throws what is missing, and waits for nothing itself.
 */
export async function until<T>(look: () => T | Promise<T>): Promise<T> {
  if (!manual) return waitFor(look, { timeout: 600_000 })
  for (let waitedMs = 0; ;) {
    try {
      // One look, with a turn for what waits for none of the clocks.
      return await waitFor(look, { timeout: 0, onTimeout: (error) => error })
    } catch (error) {
      if (waitedMs >= patienceMs) throw error
    }
    const ms = waitedMs < longWaitMs ? frameMs : longFrameMs
    await drawFrame(manual, ms)
    waitedMs += ms
  }
}

/** Lets so many ms pass on the clock. */
export async function pass(ms: number): Promise<void> {
  if (!manual) return new Promise((resolve) => setTimeout(resolve, ms))
  for (let left = ms; left > 0; left -= frameMs) await drawFrame(manual, frameMs)
}

async function drawFrame(to: NonNullable<typeof manual>, ms: number): Promise<void> {
  await to.advanceAsync(ms)
  // Caches go on by timers of the machine, nested ones by 4 ms, which a busy browser would put behind frames.
  await new Promise((resolve) => setTimeout(resolve, 4))
  await new Promise((resolve) => requestAnimationFrame(resolve))
}

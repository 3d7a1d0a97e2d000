/**
 * Imported by the set-up of each project that runs in Node. `vi.waitFor` and `vi.waitUntil` give up after a second by default, which a
 * busy machine may take for anything; here they have thirty. What comes is seen as soon as before.
 */
import { vi } from 'vitest'

type Wait = (check: unknown, options?: number | object) => unknown

const waits = vi as unknown as { waitFor: Wait; waitUntil: Wait }
for (const name of ['waitFor', 'waitUntil'] as const) {
  const wait = waits[name]
  waits[name] = (check, options = {}) =>
    wait(check, typeof options === 'number' ? options : { timeout: 30_000, ...options })
}

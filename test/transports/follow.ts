import { expect, onTestFinished } from 'vitest'
import type { CloseReason, Transport } from '../../src/core/contract/transport.js'

/** A link, and all that it tells, in order: `open`, `alive`, `close` and each frame. */
export function follow<Out, In>(transport: Transport<Out, In>) {
  const events: unknown[] = []
  const closes: CloseReason[] = []
  const link = transport.open({
    open: () => events.push('open'),
    frame: (frame) => events.push(frame),
    alive: () => events.push('alive'),
    close(reason) {
      events.push('close')
      closes.push(reason)
    },
  })
  onTestFinished(() => link.close())
  const until = async (event: unknown) => {
    await expect.poll(() => events, { timeout: 30_000 }).toContainEqual(event)
  }
  return { closes, events, link, until }
}

/** Long enough for what shouldn't come. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 50))

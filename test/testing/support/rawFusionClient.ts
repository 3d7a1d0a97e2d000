import type { FusionSimulator, ManualClock } from 'onwire/testing'
import type { FusionEvent } from './fusionClient.js'

export interface RawFusionClient {
  /** Every event of the service so far. */
  readonly events: FusionEvent[]
  /** Every frame so far, both ways. */
  readonly frames: string[]
  emit(...event: FusionEvent): void
}

/**
 * Speaks Socket.IO by hand on a manual clock: it answers pings, says `onJoined` in each new connection (again where
 * nothing is answered within 5 s), and comes back half a second after a close, a refusal, or 46 s without a frame.
 */
export function connectRaw(simulator: FusionSimulator, clock: ManualClock, onJoined: FusionEvent[]): RawFusionClient {
  const events: FusionEvent[] = []
  const frames: string[] = []
  let socket: WebSocket
  let heardAt = 0

  const send = (frame: string): void => {
    frames.push(`> ${frame}`)
    socket.send(frame)
  }
  const emit = (...event: FusionEvent): void => send(`42${JSON.stringify(event)}`)
  const subscribe = (heard: number): void => {
    if (socket.readyState !== 1 || events.length > heard) return
    for (const event of onJoined) emit(...event)
    clock.setTimeout(() => subscribe(heard), 5000)
  }
  const hear = (frame: string): void => {
    heardAt = clock.now()
    frames.push(`< ${frame}`)
    if (frame.startsWith('0')) send('40')
    else if (frame === '2') send('3')
    else if (frame.startsWith('40')) subscribe(events.length)
    else if (frame.startsWith('44')) socket.close()
    else if (frame.startsWith('42')) {
      try {
        events.push(JSON.parse(frame.slice(2)))
      } catch {
        socket.close()
      }
    }
  }
  const open = (): void => {
    socket = new simulator.WebSocket(`${simulator.url}/socket.io/?EIO=4&transport=websocket`)
    const own = socket
    heardAt = clock.now()
    socket.addEventListener('message', ({ data }) => hear(String(data)))
    socket.addEventListener('close', () => clock.setTimeout(open, 500))
    const watch = (): void => {
      if (own.readyState > 1) return
      if (clock.now() - heardAt > 46_000) own.close()
      clock.setTimeout(watch, 1000)
    }
    watch()
  }
  open()
  return { events, frames, emit }
}

import type { ConnectionInfo } from '../contract/status.js'
import type { Clock } from '../contract/environment.js'

/**
 * - `lost`: the connection has been down, or hasn't come up, for 5 s.
 * - `restored`: it is back from that.
 * - `failed`: it was refused, or can't be reached; polling goes on.
 */
export type OutageEvent = 'lost' | 'restored' | 'failed'

/** How long a blip may last before it is an outage, in ms. */
const outageMs = 5_000

/** Calls back for outages, and not for blips. A link that is tried once is none before it has been up. */
export function watchOutages(
  connection: { getConnection(): ConnectionInfo; onConnection(listener: () => void): () => void },
  clock: Clock,
  listener: (event: OutageEvent) => void,
  isTriedOnce = false,
): () => void {
  let state: 'up' | 'down' | OutageEvent = 'up'
  let stopTimer = () => {}

  function emit(event: OutageEvent) {
    stopTimer()
    state = event
    listener(event)
  }

  function onConnectionChange() {
    const { reason, status } = connection.getConnection()
    const hasFailed = reason === 'refused' || reason === 'unreachable'
    if (hasFailed && state !== 'failed') emit('failed')
    else if (status === 'connected' && (state === 'lost' || state === 'failed')) emit('restored')
    else if (status === 'connected' || status === 'idle' || (isTriedOnce && status === 'connecting')) {
      stopTimer()
      state = 'up'
    } else if (state === 'up' || state === 'restored') {
      state = 'down'
      stopTimer = clock.after(outageMs, () => emit('lost'))
    }
  }

  onConnectionChange()
  const stop = connection.onConnection(onConnectionChange)
  return () => {
    stop()
    stopTimer()
  }
}

import type { ConnectionInfo } from '../contract/status.js'
import type { Clock } from '../contract/environment.js'

/** - `lost`: the connection has been down, or hasn't come up, for 5 s. - `restored`: it is back from that. - `failed`: it was refused, or can't be reached; polling goes on. */
export type OutageEvent = 'lost' | 'restored' | 'failed'

/** How long a blip may last before it is an outage, in ms. */
const outageMs = 5_000

/** Tells of outages, and nothing of blips. */
export function watchOutages(
  connection: { getConnection(): ConnectionInfo; onConnection(listener: () => void): () => void },
  clock: Clock,
  listener: (event: OutageEvent) => void,
): () => void {
  let word: 'up' | 'down' | OutageEvent = 'up'
  let stopTimer = () => {}

  function tell(event: OutageEvent) {
    stopTimer()
    word = event
    listener(event)
  }

  function heed() {
    const { reason, status } = connection.getConnection()
    const hasFailed = reason === 'refused' || reason === 'unreachable'
    if (hasFailed && word !== 'failed') tell('failed')
    else if (status === 'connected' && (word === 'lost' || word === 'failed')) tell('restored')
    else if (status === 'connected' || status === 'idle') {
      stopTimer()
      word = 'up'
    } else if (word === 'up' || word === 'restored') {
      word = 'down'
      stopTimer = clock.after(outageMs, () => tell('lost'))
    }
  }

  heed()
  const stop = connection.onConnection(heed)
  return () => {
    stop()
    stopTimer()
  }
}

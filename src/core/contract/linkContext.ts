import type { Report } from './diagnostics.js'
import type { Clock } from './environment.js'
import type { ConnectionInfo } from './status.js'
import type { Topic } from './topic.js'

/** One link, for whatever runs beside its frames: its hello and its heartbeat. */
export interface LinkContext<T extends Topic, Out> {
  readonly clock: Clock
  /** How long the link may take until it can be used, in ms. */
  readonly readyMs: number
  readonly report: Report
  getTopics(): readonly T[]
  send(frame: Out): void
  /** Publishes what was found out about the link. */
  publish(info: Pick<ConnectionInfo, 'clockOffsetMs' | 'latencyMs'>): void
  /** The link is dead, or can't be used. */
  end(): void
}

import type { Clock } from './environment.js'
import type { Topic } from './topic.js'

export interface HeartbeatContext<T extends Topic, Out> {
  readonly clock: Clock
  getTopics(): readonly T[]
  send(frame: Out): void
  /** How long the last ping took to be answered, in ms. */
  latency(ms: number): void
  /** Nothing has come for too long: the link is dead. */
  dead(): void
}

export interface Heartbeat {
  /** Something came. */
  hear(isPong: boolean): void
  stop(): void
}

export type CreateHeartbeat<T extends Topic, Out> = { create(context: HeartbeatContext<T, Out>): Heartbeat }['create']

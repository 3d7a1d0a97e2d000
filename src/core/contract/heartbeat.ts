import type { LinkContext } from './linkContext.js'
import type { Topic } from './topic.js'

export interface Heartbeat {
  /** Something came. A pong may bring the service's time, in unix ms. */
  hear(pong: boolean | number): void
  stop(): void
}

export type CreateHeartbeat<T extends Topic, Out> = { create(context: LinkContext<T, Out>): Heartbeat }['create']

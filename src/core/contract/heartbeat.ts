import type { LinkContext } from './linkContext.js'
import type { Topic } from './topic.js'

export interface Heartbeat {
  /** Something came. */
  hear(isPong: boolean): void
  stop(): void
}

export type CreateHeartbeat<T extends Topic, Out> = { create(context: LinkContext<T, Out>): Heartbeat }['create']

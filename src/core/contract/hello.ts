import type { Clock } from './environment.js'

export interface HelloContext<Out> {
  readonly clock: Clock
  /** How long it may take, in ms. */
  readonly readyMs: number
  send(frame: Out): void
  /** Its frames could not be had, or not in time. */
  failed(): void
}

/** Begins a link. Returns a function that ends it: nothing is called after that, and no timer is left. */
export type StartHello<Out> = { start(context: HelloContext<Out>): () => void }['start']

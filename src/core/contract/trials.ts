import type { Clock } from './environment.js'

/** Finds the topics for which a service ends links: made once a connection, and begun with each of its links. */
export type CreateTrials = (clock: Clock) => BeginTrials

/**
 * @param states The topics on the link, by key: `sent`, `refused`, and others.
 * @param sync Has the link send what may be sent by now.
 */
export type BeginTrials = (states: ReadonlyMap<string, string>, sync: () => void) => Trials

/** The trials of one link. */
export interface Trials {
  /**
   * Chooses the topics that the link is to carry now.
   *
   * @param isNew The link doesn't have it, and could carry it.
   */
  choose<T>(wanted: ReadonlyMap<string, T>, isNew: (key: string, topic: T) => boolean): ReadonlyMap<string, T>
  /** The topic is sent, or was refused: the link may end of it. */
  record(key: string): void
  /** The link has brought something of the topic. */
  prove(key: string): void
  /** Leaves no timer. Returns the topics that are left out from now on: `isLost`, the link has ended by itself. */
  end(isLost: boolean): readonly string[]
}

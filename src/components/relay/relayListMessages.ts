import { mergeWords } from '../messages/mergeMessages.js'
import type { Messages } from '../messages/messages.js'

/** The words of `RelayStatusList`. */
export interface RelayListMessages {
  /** The accessible name of the list. */
  readonly requests: string
  readonly empty: string
  /** From one chain to another, for screen readers. */
  readonly route: (from: string, to: string) => string
  /** A chain of which only the id is known. */
  readonly chain: (id: string) => string
}

declare module '../messages/messages.js' {
  interface Messages {
    /** Words of `RelayStatusList`, over `defaultRelayListMessages`. */
    readonly relayList?: Partial<RelayListMessages>
  }
}

/** English. */
export const defaultRelayListMessages: RelayListMessages = {
  requests: 'Requests',
  empty: 'Nothing yet.',
  route: (from, to) => `from ${from} to ${to}`,
  chain: (id) => `Chain ${id}`,
}

export function toRelayListMessages({ relayList }: Messages): RelayListMessages {
  return mergeWords(defaultRelayListMessages, relayList)
}

import type { Frame } from './server.js'

/** One event on the simulated wire. `at` is the service's clock in milliseconds; `seq` counts from 1. */
export type SimulatorLogEntry = { readonly seq: number; readonly at: number } & SimulatorLogEvent

export type SimulatorLogEvent =
  | {
      readonly type: 'socket'
      readonly event: 'opened' | 'closed' | 'refused' | 'unreachable'
      /** Absent where no socket came to be. */
      readonly socketId?: string
      readonly code?: number
      /** Without the API key. */
      readonly url?: string
    }
  | {
      readonly type: 'frame'
      /** As the server sees it: `in` comes from the client. */
      readonly direction: 'in' | 'out'
      readonly socketId: string
      /** Binary frames as text. */
      readonly frame: string
      /** Swallowed by a fault: it never reached the other side. */
      readonly lost?: true
      /** Why the client should not have sent it. */
      readonly violation?: string
    }
  | {
      readonly type: 'rest'
      readonly method: string
      readonly path: string
      readonly requestId?: string
      /** The HTTP status, or the fault in place of an answer. */
      readonly result: number | 'cut' | 'hang'
    }
  | {
      readonly type: 'status'
      readonly requestId: string
      readonly status: string
      readonly updatedAt: number
    }
  | {
      readonly type: 'webhook'
      readonly requestId: string
      readonly status: string
      /** Counted from 1. */
      readonly attempt: number
      readonly result: number | 'no answer'
    }
  | {
      readonly type: 'intent'
      readonly event: 'added' | 'changed' | 'removed'
      readonly intentId: string
      readonly status: string
    }
  | {
      readonly type: 'chain'
      readonly event: 'block' | 'reorg'
      readonly chainId: number
      /** The head. */
      readonly height: number
      /** How many logs are news. */
      readonly logs: number
    }
  | { readonly type: 'fault'; readonly fault: string }

export interface SimulatorLog {
  /** The newest entries, oldest first; `since` leaves out those up to that `seq`. */
  entries(since?: number): readonly SimulatorLogEntry[]
  watch(listener: (entry: SimulatorLogEntry) => void): () => void
}

export interface WritableLog extends SimulatorLog {
  add(event: SimulatorLogEvent): void
}

/** Keeps the newest `limit` entries. A listener that throws harms nobody else, and the simulator least of all. */
export function createLog(now: () => number, limit: number): WritableLog {
  let entries: SimulatorLogEntry[] = []
  let seq = 0
  const listeners = new Set<(entry: SimulatorLogEntry) => void>()
  return {
    entries: (since = 0) => entries.filter((entry) => entry.seq > since).slice(-limit),
    watch(listener) {
      const own = (entry: SimulatorLogEntry): void => listener(entry)
      listeners.add(own)
      return () => listeners.delete(own)
    },
    add(event) {
      const entry: SimulatorLogEntry = { seq: (seq += 1), at: now(), ...event }
      entries.push(entry)
      // Cut rarely, so that a long run costs no shift at each entry.
      if (entries.length > 2 * limit) entries = entries.slice(-limit)
      for (const listener of listeners) {
        try {
          listener(entry)
        } catch (error) {
          console.error('onwire simulator: a watcher of the log threw.', error)
        }
      }
    },
  }
}

export function toText(frame: Frame): string {
  return typeof frame === 'string' ? frame : new TextDecoder().decode(frame)
}

import type { FaultButtonSet } from './faults.js'
import type { SimulatorControl } from './createSimulatorControl.js'
import type { FollowedList } from './createFollowedList.js'
import type { Store } from './createStore.js'
import type { WireFacts, WireLog } from './createWireLog.js'
import type { ScenarioFacts, ScenarioGroup } from './groupScenarios.js'

export const serviceIds = ['relay', 'bridge', 'fusion', 'covalent', 'webhook-relay'] as const

export type ServiceId = (typeof serviceIds)[number]

/** What the page knows of a service before anything is asked. */
export interface ServiceFacts {
  readonly id: ServiceId
  /** Its id among the client's protocols. */
  readonly protocol: string
  readonly title: string
  /** What keeps it up to date: `Relay’s socket`. */
  readonly linkLabel: string
  readonly heading: string
  readonly intro: string
  /** What is followed: `transfer`. */
  readonly noun: string
  readonly scenarios: Readonly<Record<string, ScenarioFacts>>
  readonly groups: readonly ScenarioGroup[]
  /** How one that has an id already is asked for; a request of Relay's by default. */
  readonly follow?: { readonly title: string; readonly label: string; readonly placeholder: string }
  /** What a page without anything followed offers first. */
  readonly favourites: readonly string[]
  readonly socketFaults: FaultButtonSet
  readonly restFaults: FaultButtonSet
  /** What the simulator's control API calls what is started. */
  readonly starts: string
  /** The id in what the simulator answers. */
  toId(started: Readonly<Record<string, unknown>>): string
  /** The problem with an id that somebody typed, if there is one. */
  checkId(id: string): string | undefined
  /** Whom a frame or an answer concerns, and what it tells. */
  readWire(text: string, about: string): WireFacts
}

/** One service on the page, and all that it shows of it. */
export interface Service {
  readonly facts: ServiceFacts
  readonly wire: WireLog
  readonly followed: FollowedList
  /** How often a key was asked for. */
  readonly keysAsked: Store<number>
  /** Absent where the page shows the service's own servers. */
  readonly simulator: SimulatorControl | undefined
}

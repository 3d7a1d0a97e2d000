import { createStore, type Store } from './createStore.js'
import type { ServiceFacts } from './service.js'
import type { SimulatorControl } from './createSimulatorControl.js'

/** What has a card on the page: a request, an intent, a contract. */
export interface Followed {
  /** The first id that it had. */
  readonly key: string
  readonly id: string
  /** The scenario that it plays, where it was started here. */
  readonly scenario?: string
}

export interface FollowedList {
  readonly items: Store<readonly Followed[]>
  /** What went wrong last, in words. */
  readonly problem: Store<string | undefined>
  start(scenario: string): Promise<void>
  show(id: string): void
  /** The service gave it another id. */
  rename(key: string, id: string): void
  remove(key: string): void
}

export function createFollowedList(facts: ServiceFacts, simulator: SimulatorControl | undefined): FollowedList {
  const items = createStore<readonly Followed[]>([])
  const problem = createStore<string | undefined>(undefined)
  const add = (id: string, scenario?: string) => {
    problem.set(() => undefined)
    const item = { key: id, id, ...(scenario !== undefined && { scenario }) }
    items.set((all) => [item, ...all.filter(({ key }) => key !== id)])
  }

  return {
    items,
    problem,
    async start(scenario) {
      try {
        if (!simulator)
          throw new Error("Scenarios are played by the simulator, and this page shows the service's own servers.")
        add(facts.toId(await simulator.start(scenario)), scenario)
      } catch (error) {
        problem.set(() => toSentence(error))
      }
    },
    show(id) {
      const trouble = facts.checkId(id)
      if (trouble === undefined) add(id)
      else problem.set(() => trouble)
    },
    rename: (key, id) => items.set((all) => all.map((item) => (item.key === key ? { ...item, id } : item))),
    remove: (key) => items.set((all) => all.filter((item) => item.key !== key)),
  }
}

/** A `TypeError` is how `fetch` says that nobody answered. */
function toSentence(error: unknown): string {
  if (error instanceof TypeError) return 'The simulator doesn’t answer. Is npm start still running?'
  return error instanceof Error ? error.message : String(error)
}

import { createStore, type Store } from './createStore.js'
import type { SimulatorControl } from './createSimulatorControl.js'

/** A request that has a card on the page. */
export interface ListedRequest {
  readonly requestId: string
  /** The scenario that it plays, where it was started here. */
  readonly scenario?: string
}

export interface RequestList {
  readonly items: Store<readonly ListedRequest[]>
  /** What went wrong last, in words. */
  readonly problem: Store<string | undefined>
  start(scenario: string): Promise<void>
  show(requestId: string): void
  remove(requestId: string): void
}

export function createRequestList(simulator: SimulatorControl | undefined): RequestList {
  const items = createStore<readonly ListedRequest[]>([])
  const problem = createStore<string | undefined>(undefined)
  const add = (item: ListedRequest) => {
    problem.set(() => undefined)
    items.set((all) => [item, ...all.filter(({ requestId }) => requestId !== item.requestId)])
  }

  return {
    items,
    problem,
    async start(scenario) {
      try {
        if (!simulator)
          throw new Error("Scenarios are played by the simulator, and this page shows Relay's own servers.")
        add({ requestId: await simulator.start(scenario), scenario })
      } catch (error) {
        problem.set(() => toSentence(error))
      }
    },
    show(requestId) {
      if (/^0x[\da-f]+$/i.test(requestId)) add({ requestId })
      else problem.set(() => `“${requestId.slice(0, 80)}” is no Relay request id. One is 0x and hexadecimal digits.`)
    },
    remove: (requestId) => items.set((all) => all.filter((item) => item.requestId !== requestId)),
  }
}

/** A `TypeError` is how `fetch` says that nobody answered. */
function toSentence(error: unknown): string {
  if (error instanceof TypeError) return 'The simulator doesn’t answer. Is npm start still running?'
  return error instanceof Error ? error.message : String(error)
}

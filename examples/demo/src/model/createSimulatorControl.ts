import type { FaultState } from './faults.js'

export interface SimulatorState {
  readonly faults: FaultState
  readonly counters: { readonly socketsOpen: number; readonly socketsOpened: number }
  readonly requestsLastMinute: number
  /** Fusion's. */
  readonly intents?: readonly { readonly intentId: string; readonly formerIds: readonly string[] }[]
}

/** What the simulator answered. */
export type Answer = Readonly<Record<string, unknown>>

/** The simulator's switches, over its control API. No dApp has such a thing. */
export interface SimulatorControl {
  /** Begins a scenario, and tells what plays it. */
  start(scenario: string): Promise<Answer>
  fault(name: string): Promise<void>
  act(name: string, body: object): Promise<Answer>
  getState(): Promise<SimulatorState>
}

/** @param settings What is sent with each start. */
export function createSimulatorControl(
  url: string,
  starts: string,
  settings: () => object = () => ({}),
): SimulatorControl {
  const ask = async (path: string, body?: object) => {
    const response = await fetch(`${url}/__simulator/${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.message)
    return answer
  }
  return {
    start: (scenario) => ask(starts, { scenario, ...settings() }),
    fault: async (fault) => void (await ask('faults', { fault })),
    act: ask,
    getState: () => ask('state'),
  }
}

import type { RelayFaultName, RelayFaultState } from 'onwire/testing'

export interface SimulatorState {
  readonly faults: RelayFaultState
  readonly counters: { readonly socketsOpen: number; readonly socketsOpened: number }
  readonly requestsLastMinute: number
}

/** The simulator's switches, over its control API. No dApp has such a thing. */
export interface SimulatorControl {
  /** Begins a request, and tells its id. */
  start(scenario: string): Promise<string>
  fault(name: RelayFaultName): Promise<void>
  getState(): Promise<SimulatorState>
}

export function createSimulatorControl(apiUrl: string): SimulatorControl {
  const ask = async (path: string, body?: object) => {
    const response = await fetch(`${apiUrl}/__simulator${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.message)
    return answer
  }
  return {
    start: async (scenario) => (await ask('/requests', { scenario })).requestId,
    fault: async (fault) => void (await ask('/faults', { fault })),
    getState: () => ask('/state'),
  }
}

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useConnectionStatus } from 'onwire'
import { FaultButtons } from './FaultButtons.js'
import type { SimulatorControl } from '../model/createSimulatorControl.js'
import { useStore } from '../model/createStore.js'
import { useService } from '../model/DemoContext.js'

const watchMs = 1_000

export interface TroublePanelProps {
  readonly simulator: SimulatorControl
  /** Whether somebody looks at it. */
  readonly isOpen: boolean
  /** Whether the page's own link goes there. */
  readonly hasSocket: boolean
  /** Further switches. */
  readonly children?: ReactNode
}

/** The switches of the simulated service. They hold until they are restored. */
export function TroublePanel({ children, hasSocket, isOpen, simulator }: TroublePanelProps) {
  const { facts, keysAsked } = useService()
  const keys = useStore(keysAsked)
  const { latencyMs, reconnect } = useConnectionStatus({ protocolId: facts.protocol })
  const { data: state, refetch } = useQuery({
    queryKey: ['simulator', facts.id],
    enabled: isOpen,
    queryFn: () => simulator.getState(),
    // Scenarios throw switches too.
    refetchInterval: ({ state: { status } }) => (status === 'error' ? 5 * watchMs : watchMs),
    retry: false,
  })
  const apply: typeof simulator.fault = async (name) => {
    await simulator.fault(name).catch(() => {})
    await refetch()
  }
  return (
    <section className="panel" aria-labelledby={`${facts.id}-trouble`}>
      <h2 id={`${facts.id}-trouble`}>Make trouble</h2>
      <FaultButtons title="Socket" faults={facts.socketFaults} state={state?.faults} onApply={apply}>
        {hasSocket && (
          <button type="button" className="button" onClick={reconnect}>
            Reconnect
          </button>
        )}
      </FaultButtons>
      <FaultButtons title="REST" faults={facts.restFaults} state={state?.faults} onApply={apply} />
      {children}
      <p
        className="hint tally"
        data-testid="tally"
        data-open={state?.counters.socketsOpen}
        data-opened={state?.counters.socketsOpened}
      >
        {state
          ? `The service sees ${toCount(state.counters.socketsOpen, 'open socket')} of ${state.counters.socketsOpened} so far, and ${toCount(state.requestsLastMinute, 'poll')} in the last minute.`
          : 'Asking the simulator …'}
        {latencyMs !== undefined && <span data-testid="latency"> It answers within {Math.round(latencyMs)} ms.</span>}
        {keys > 0 && (
          <span data-testid="keys" data-count={keys}>
            {` This page has asked its own server for a key ${toTimes(keys)}.`}
          </span>
        )}
      </p>
    </section>
  )
}

function toTimes(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

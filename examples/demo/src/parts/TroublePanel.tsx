import { useQuery } from '@tanstack/react-query'
import { useConnectionStatus } from 'onwire'
import { FaultButtons } from './FaultButtons.js'
import type { SimulatorControl } from '../model/createSimulatorControl.js'
import { restFaults, socketFaults } from '../model/faults.js'

const watchMs = 1_000

/** The switches of the simulated service. They hold until they are restored. */
export function TroublePanel({ simulator }: { readonly simulator: SimulatorControl }) {
  const { reconnect } = useConnectionStatus()
  const { data: state, refetch } = useQuery({
    queryKey: ['simulator'],
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
    <section className="panel" aria-labelledby="trouble-title">
      <h2 id="trouble-title">Make trouble</h2>
      <FaultButtons title="Socket" faults={socketFaults} state={state?.faults} onApply={apply}>
        <button type="button" className="button" onClick={reconnect}>
          Reconnect
        </button>
      </FaultButtons>
      <FaultButtons title="REST" faults={restFaults} state={state?.faults} onApply={apply} />
      <p
        className="hint tally"
        data-testid="tally"
        data-open={state?.counters.socketsOpen}
        data-opened={state?.counters.socketsOpened}
      >
        {state
          ? `The service sees ${toCount(state.counters.socketsOpen, 'open socket')} of ${state.counters.socketsOpened} so far, and ${toCount(state.requestsLastMinute, 'poll')} in the last minute.`
          : 'Asking the simulator …'}
      </p>
    </section>
  )
}

function toCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

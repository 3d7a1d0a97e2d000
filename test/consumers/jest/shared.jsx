import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, screen, waitFor } from '@testing-library/react'
import { createOnwire, OnwireProvider } from 'onwire'
import { relay, RelayStatusTimeline, useRelayStatus } from 'onwire/relay'
import { createManualClock } from 'onwire/testing'
import { SimulatedRelayProvider } from 'onwire/testing/relay'

/** How long a busy machine may take, in ms. */
export const patienceMs = 60_000

/** Waits until a timeline is through. */
export const untilSettled = () =>
  waitFor(() => screen.getByTestId('timeline').dataset.outcome ?? Promise.reject(new Error('Not settled yet')), {
    timeout: patienceMs,
  })

/** What works in every environment of Jest that has a DOM. */
export function describeRelay() {
  test('A simulated request is followed to its end', async () => {
    const simulators = []
    const { unmount } = render(
      <SimulatedRelayProvider scenario="happy-path" speed={20} requestId="0x1">
        {({ requestId, simulator }) => {
          simulators.push(simulator)
          return <RelayStatusTimeline requestId={requestId} data-testid="timeline" />
        }}
      </SimulatedRelayProvider>,
    )
    expect(await untilSettled()).toBe('success')
    expect(simulators.at(-1).counters.statusRequests['0x1']).toBeGreaterThan(0)
    unmount()
    expect(simulators.at(-1).counters.socketsOpen).toBe(0)
  })

  test('On a manual clock a request is polled to its end where no socket opens', async () => {
    const clock = createManualClock()
    let simulated
    render(
      <SimulatedRelayProvider scenario="happy-path" clock={clock}>
        {({ requestId, simulator }) => {
          simulated = simulator
          return <RelayStatusTimeline requestId={requestId} data-testid="timeline" />
        }}
      </SimulatedRelayProvider>,
    )
    simulated.faults.drop()
    await act(() => clock.advanceAsync(120_000))
    expect(await untilSettled()).toBe('success')
    expect(simulated.counters.subscribes).toEqual({})
  })

  test('Where nothing answers the error calls no address wrong that may be right', async () => {
    const queryClient = new QueryClient()
    const url = 'ws://127.0.0.1:9'
    const onwire = createOnwire({ protocols: [relay({ url, apiUrl: 'http://127.0.0.1:9' })] })
    function Status() {
      const { error } = useRelayStatus({ requestId: '0x12' })
      return <p data-testid="error">{error?.message}</p>
    }
    render(
      <QueryClientProvider client={queryClient}>
        <OnwireProvider client={onwire}>
          <Status />
        </OnwireProvider>
      </QueryClientProvider>,
    )
    const text = () => screen.getByTestId('error').textContent
    await waitFor(() => expect(text()).toContain('could not be asked'), { timeout: patienceMs })
    expect(text()).toContain(typeof fetch === 'undefined' ? 'jest-fixed-jsdom' : 'check `apiUrl`')
    onwire.close()
  })
}

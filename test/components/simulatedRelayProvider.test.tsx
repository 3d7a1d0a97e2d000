import { render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RelayStatusTimeline } from '../../src/exports/relay.js'
import { type RelayScenarioName, type RelaySimulator, relayScenarios } from '../../src/exports/testing.js'
import { SimulatedRelayProvider } from '../../src/exports/testing-relay.js'

const draw = (simulators: Set<RelaySimulator>, id: string, seed = 1, scenario: RelayScenarioName = 'happy-path') => (
  <StrictMode>
    <SimulatedRelayProvider scenario={scenario} speed={20} seed={seed}>
      {({ requestId, simulator }) => {
        simulators.add(simulator)
        return <RelayStatusTimeline requestId={requestId} data-testid={id} title={requestId} />
      }}
    </SimulatedRelayProvider>
  </StrictMode>
)

afterEach(() => {
  vi.restoreAllMocks()
})

describe('SimulatedRelayProvider', () => {
  test('draws the same request from the same seed', () => {
    const simulators = new Set<RelaySimulator>()
    const { unmount } = render(draw(simulators, 'a', 7))
    const first = screen.getByTestId('a').title
    unmount()
    render(draw(simulators, 'a', 7))
    expect(screen.getByTestId('a').title).toBe(first)
  })

  test('plays several worlds on one page, which share nothing', async () => {
    const first = new Set<RelaySimulator>()
    const second = new Set<RelaySimulator>()
    render(
      <>
        {draw(first, 'a', 1)}
        {draw(second, 'b', 2)}
      </>,
    )
    ;[...first].at(-1)?.faults.breakRest('down')
    await waitFor(() => expect(screen.getByTestId('b')).toHaveAttribute('data-outcome', 'success'), { timeout: 5_000 })
    expect(screen.getByTestId('a').title).not.toBe(screen.getByTestId('b').title)
    expect([...second].at(-1)?.requests.all()).toHaveLength(1)
  })

  test('takes a scenario that is written inline, and does not begin again at each render', () => {
    const simulators = new Set<RelaySimulator>()
    const inline = () => (
      <SimulatedRelayProvider scenario={{ ...relayScenarios['happy-path'] }}>
        {({ simulator }) => {
          simulators.add(simulator)
          return null
        }}
      </SimulatedRelayProvider>
    )
    const { rerender } = render(inline())
    rerender(inline())
    expect(simulators.size).toBe(1)
  })

  test('leaves no socket and no timer behind, in StrictMode too', async () => {
    const simulators = new Set<RelaySimulator>()
    const { unmount } = render(draw(simulators, 'a', 1, 'abandoned-quote'))
    await waitFor(() => expect(screen.getByTestId('a')).toHaveAttribute('data-transport', 'socket'))
    const open = () => [...simulators].reduce((sum, { counters }) => sum + counters.socketsOpen, 0)
    expect(open()).toBe(1)

    unmount()
    await waitFor(() => expect(open()).toBe(0))
    // Whatever still ran would set its next timer within that time, which is 4 s of the played world.
    const timers = vi.spyOn(globalThis, 'setTimeout')
    for (let frame = 0; frame < 12; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
    expect(timers).not.toHaveBeenCalled()
  })

  test('renders nothing, and starts nothing, on a server', () => {
    const simulators = new Set<RelaySimulator>()
    expect(renderToString(draw(simulators, 'a'))).toBe('')
    expect(simulators.size).toBe(0)
  })
})

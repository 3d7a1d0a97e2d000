import { render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { RelayStatusTimeline } from '../../src/exports/relay.js'
import { type RelayScenarioName, type RelaySimulator, relayScenarios } from '../../src/exports/testing.js'
import { SimulatedRelayProvider } from '../../src/exports/testing-relay.js'
import { createManualTime } from './support/createManualTime.js'

const { advance, clock, until } = createManualTime()

const draw = (simulators: Set<RelaySimulator>, id: string, seed = 1, scenario: RelayScenarioName = 'happy-path') => (
  <StrictMode>
    <SimulatedRelayProvider scenario={scenario} clock={clock} seed={seed}>
      {({ requestId, simulator }) => {
        simulators.add(simulator)
        return <RelayStatusTimeline requestId={requestId} data-testid={id} data-request={requestId} />
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
    const first = screen.getByTestId('a').dataset['request']
    unmount()
    render(draw(simulators, 'a', 7))
    expect(screen.getByTestId('a').dataset['request']).toBe(first)
  })

  test.each(['0x1', '0xAbC', `0x${'5'.repeat(64)}`])('plays %s as the command line does', async (requestId) => {
    render(
      <SimulatedRelayProvider scenario="happy-path" clock={clock} requestId={requestId}>
        {(setup) => (
          <RelayStatusTimeline requestId={setup.requestId} data-testid="own" data-request={setup.requestId} />
        )}
      </SimulatedRelayProvider>,
    )
    expect(screen.getByTestId('own').dataset['request']).toBe(requestId)
    await until(() => expect(screen.getByTestId('own')).toHaveAttribute('data-outcome', 'success'))
  })

  test('plays several simulations on one page, which share nothing', async () => {
    const first = new Set<RelaySimulator>()
    const second = new Set<RelaySimulator>()
    render(
      <>
        {draw(first, 'a', 1)}
        {draw(second, 'b', 2)}
      </>,
    )
    ;[...first].at(-1)?.faults.breakRest('down')
    await until(() => expect(screen.getByTestId('b')).toHaveAttribute('data-outcome', 'success'))
    expect(screen.getByTestId('a').dataset['request']).not.toBe(screen.getByTestId('b').dataset['request'])
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
    await until(() => expect(screen.getByTestId('a')).toHaveAttribute('data-transport', 'socket'))
    const open = () => [...simulators].reduce((sum, { counters }) => sum + counters.socketsOpen, 0)
    expect(open()).toBe(1)

    unmount()
    await until(() => expect(open()).toBe(0))
    // Nothing sets itself again: what was on the line has arrived.
    await advance(60_000)
    expect(clock.pending()).toBe(0)
  })

  test('renders nothing, and starts nothing, on a server', () => {
    const simulators = new Set<RelaySimulator>()
    expect(renderToString(draw(simulators, 'a'))).toBe('')
    expect(simulators.size).toBe(0)
  })
})

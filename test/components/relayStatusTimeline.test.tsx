import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { RelayStatusTimeline } from '../../src/exports/relay.js'
import { type RelaySimulator } from '../../src/exports/testing.js'
import { SimulatedRelayProvider, type SimulatedRelayProviderProps } from '../../src/exports/testing-relay.js'
import { createManualTime } from './support/createManualTime.js'

const unknownId = `0x${'0'.repeat(64)}`

const { clock, until } = createManualTime()

/** Plays a scenario in StrictMode; returns the simulator as it comes to be. */
function play(props: Omit<SimulatedRelayProviderProps, 'children'>, shownId?: string) {
  const simulators: RelaySimulator[] = []
  const view = render(
    <StrictMode>
      <SimulatedRelayProvider clock={clock} {...props}>
        {({ requestId, simulator }) => {
          if (!simulators.includes(simulator)) simulators.push(simulator)
          return <RelayStatusTimeline requestId={shownId ?? requestId} locale="en" data-testid="root" />
        }}
      </SimulatedRelayProvider>
    </StrictMode>,
  )
  return { ...view, simulator: () => simulators.at(-1)! }
}

const said = (text: string) => until(() => expect(screen.queryByRole('alert')).toHaveTextContent(text))
const has = (attribute: string, value: string) => until(() => expect(root()).toHaveAttribute(attribute, value))
const shown = (text: string | RegExp) => until(() => expect(screen.queryByText(text)).toBeInTheDocument())
const root = () => screen.getByTestId('root')

describe('RelayStatusTimeline', () => {
  test('shows the steps to come, then follows the request to its end', async () => {
    play({ scenario: 'happy-path' })
    expect(root()).toHaveAttribute('aria-busy', 'true')
    expect(screen.getByText('Loading…')).toBeInTheDocument()
    expect(within(root()).getAllByRole('listitem')).toHaveLength(4)

    await has('data-outcome', 'success')
    expect(root()).toHaveAttribute('data-final')
    expect(screen.getByText('Completed', { selector: '[data-slot=ow-badge]' })).toBeInTheDocument()
    expect(screen.queryByText('Live')).toBeNull()
  })

  test('links transactions on chains that Relay knows', async () => {
    play({ scenario: 'happy-path' })
    await has('data-outcome', 'success')
    const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
    expect(hrefs).toEqual([
      expect.stringMatching(/^https:\/\/arbiscan\.io\/tx\/0x/),
      expect.stringMatching(/^https:\/\/basescan\.org\/tx\/0x/),
    ])
  })

  test('shows a failure as provisional, and the refund that overturns it without a link to a guessed chain', async () => {
    play({ scenario: 'refund-after-failure' })
    await has('data-phase', 'provisional')
    expect(root()).not.toHaveAttribute('data-final')
    await said('Failed, refund possible')

    await has('data-outcome', 'refund')
    await said('Refunded')
    const refund = root().querySelector<HTMLElement>('[data-step=refund]')!
    expect(refund.querySelector('[data-slot=ow-transaction]')).toBeInTheDocument()
    expect(within(refund).queryByRole('link')).toBeNull()
  })

  test('says that it polls while the socket is down', async () => {
    const { simulator } = play({ scenario: 'abandoned-quote' })
    await shown('Live')
    simulator().faults.drop()
    await shown(/Polling/)
    await until(() => expect(root()).toHaveAttribute('data-transport', 'polling'))
  })

  test('says that there is no news of an id that the service does not know', async () => {
    play({ scenario: 'happy-path' }, unknownId)
    await shown(/There is no news of it yet/)
    expect(root()).toHaveAttribute('data-phase', 'unknown')
  })

  test('says that nothing could be loaded, and tries again', async () => {
    const { simulator } = play({ scenario: 'abandoned-quote', simulator: { latencyMs: 200 } })
    simulator().faults.drop()
    simulator().faults.breakRest('down')
    await shown('The status could not be loaded.')
    await shown(/Not up to date/)
    expect(root()).toHaveAttribute('data-stale')
    simulator().faults.restoreRest()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await has('data-phase', 'waiting')
    expect(screen.queryByText('The status could not be loaded.')).toBeNull()
  })

  test('keeps what it has, and says that nothing newer could be loaded', async () => {
    const { simulator } = play({ scenario: 'abandoned-quote' })
    await has('data-transport', 'socket')
    simulator().faults.breakRest('down')
    simulator().faults.drop()
    await shown('The newest status could not be loaded.')
    expect(root()).toHaveAttribute('data-phase', 'waiting')
    expect(screen.getByText('Waiting for your deposit')).toBeInTheDocument()
  })

  test.each([
    ['without an id', { requestId: undefined }],
    ['disabled', { requestId: unknownId, enabled: false }],
  ])('%s shows the steps to come, and does not say that it loads what nobody asks for', (_title, props) => {
    render(
      <SimulatedRelayProvider scenario="happy-path">
        {() => <RelayStatusTimeline {...props} data-testid="root" />}
      </SimulatedRelayProvider>,
    )
    expect(root()).not.toHaveAttribute('aria-busy')
    expect(screen.queryByText('Loading…')).toBeNull()
    expect(within(root()).getAllByRole('listitem')).toHaveLength(4)
  })

  test('without an id shows the steps to come, and asks for nothing', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch')
    render(
      <SimulatedRelayProvider scenario="happy-path">
        {() => <RelayStatusTimeline requestId={undefined} data-testid="root" />}
      </SimulatedRelayProvider>,
    )
    expect(within(root()).getAllByRole('listitem')).toHaveLength(4)
    expect(root()).toHaveAttribute('data-transport', 'idle')
    expect(screen.queryByText('Not connected')).toBeNull()
    expect(fetch).not.toHaveBeenCalled()
    fetch.mockRestore()
  })

  test('outside a provider says which one is missing', () => {
    expect(() => renderToString(<RelayStatusTimeline requestId={unknownId} />)).toThrow(/OnwireProvider|QueryClient/)
  })
})

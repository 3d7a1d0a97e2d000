import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { RelayStatusCompact, RelayStatusTimeline } from '../../src/exports/relay.js'
import { relayScenarios, type RelaySimulator } from '../../src/exports/testing.js'
import { SimulatedRelayProvider, type SimulatedRelayProviderProps } from '../../src/exports/testing-relay.js'
import { createManualTime } from './support/createManualTime.js'

const unknownId = `0x${'0'.repeat(64)}`

const { advance, clock, until } = createManualTime()

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

  test('says why a request failed, and that nothing comes back, in words that are loaded when they are needed', async () => {
    play({ scenario: 'never-refunded' })
    await has('data-outcome', 'failure')
    expect(root()).toHaveAttribute('data-final')
    const trouble = () => root().querySelector<HTMLElement>('[data-step=processing] [data-slot=ow-description]')
    await until(() => expect(trouble()).toHaveTextContent(/^It is too little to send back\. Ask for a new quote/))
    expect(trouble()).toHaveAttribute('title', 'AMOUNT_TOO_LOW_TO_REFUND')
    expect(root().querySelector('[data-step=refund]')).toHaveTextContent('Nothing comes back by itself.')
    expect(screen.queryByText(/may follow|should come back|refund possible/)).toBeNull()
  })

  test('says that somebody has to ask for a refund that could not be made', async () => {
    play({ scenario: 'manual-refund' })
    await has('data-final', '')
    const refund = () => root().querySelector('[data-step=refund]')
    await until(() => expect(refund()).toHaveTextContent(/could not be made automatically\. Contact Relay's support/))
    expect(refund()).toHaveTextContent("Your funds don't come back by themselves: ask for them.")
  })

  test('says that funds should come back only where it is known to whom, and lets an app translate it', async () => {
    const scenario = {
      ...relayScenarios.failure,
      steps: [{ at: 0, status: 'failure', fields: { failReason: 'SLIPPAGE' } }],
    }
    const messages = { reasons: { SLIPPAGE: { what: 'Der Preis hat sich bewegt.', next: 'Noch einmal.' } } }
    render(
      <SimulatedRelayProvider clock={clock} scenario={scenario}>
        {({ requestId }) => (
          <>
            <RelayStatusTimeline requestId={requestId} messages={messages} />
            <RelayStatusTimeline requestId={requestId} refundTo="0xmine" />
          </>
        )}
      </SimulatedRelayProvider>,
    )
    // Nobody is told to try again while the funds may still come back.
    await shown('Der Preis hat sich bewegt.')
    await shown(/^The price moved beyond what was allowed/)
    expect(screen.getByText('A refund may follow.')).toBeInTheDocument()
    expect(screen.getByText('Your funds should come back by themselves.')).toBeInTheDocument()
  })

  test('goes on to the request that took its place, and is not led in a circle', async () => {
    const [first, second] = [`0x${'a'.repeat(64)}`, `0x${'b'.repeat(64)}`]
    const toSteps = (status: string, supersededByRequestId: string) => ({
      ...relayScenarios.failure,
      steps: [{ at: 0, status, fields: { supersededByRequestId } }],
    })
    const { simulator } = play({
      scenario: toSteps('pending', second.toUpperCase().replace('X', 'x')),
      requestId: first,
    })
    simulator().start(toSteps('success', first), { requestId: second })
    await has('data-outcome', 'success')
    await has('data-final', '')
    expect(root()).toHaveAttribute('data-phase', 'settled')
  })

  test.each([undefined, Number.NaN, 0, -1])(
    'says nothing of lateness where %s ms were expected',
    async (expectedMs) => {
      render(
        <SimulatedRelayProvider clock={clock} scenario="late">
          {({ requestId }) => <RelayStatusTimeline requestId={requestId} expectedMs={expectedMs} data-testid="root" />}
        </SimulatedRelayProvider>,
      )
      await has('data-phase', 'processing')
      await act(() => clock.advanceAsync(20_000))
      expect(root()).toHaveAttribute('data-phase', 'processing')
      expect(root()).not.toHaveAttribute('data-late')
    },
  )

  test('says that it takes longer than was expected from its deposit on, until it has come', async () => {
    render(
      <SimulatedRelayProvider clock={clock} scenario="late">
        {({ requestId }) => <RelayStatusTimeline requestId={requestId} expectedMs={10_000} data-testid="root" />}
      </SimulatedRelayProvider>,
    )
    await has('data-phase', 'processing')
    await advance(8_000)
    expect(root()).not.toHaveAttribute('data-late')
    await advance(3_000)
    expect(root()).toHaveAttribute('data-late')
    expect(within(root()).getByText(/It takes longer than usual/)).toBeInTheDocument()
    await has('data-outcome', 'success')
    expect(root()).not.toHaveAttribute('data-late')
    expect(within(root()).queryByText(/It takes longer than usual/)).toBeNull()
  })

  test('says after five minutes that nothing was deposited, whatever the wall clock says', async () => {
    play({ scenario: 'abandoned-quote' })
    await has('data-phase', 'waiting')
    await act(() => clock.advanceAsync(290_000))
    expect(screen.queryByText('Nothing has been deposited so far.')).toBeNull()
    await act(() => clock.advanceAsync(20_000))
    expect(screen.getByText('Nothing has been deposited so far.')).toBeInTheDocument()
    expect(root()).toHaveAttribute('data-late')
  })

  test('shows a code that it does not know as it is', async () => {
    const steps = [{ at: 0, status: 'failure', fields: { failReason: 'A_CODE_OF_TOMORROW' } }]
    play({ scenario: { ...relayScenarios.failure, steps } })
    await shown('A_CODE_OF_TOMORROW')
    expect(root()).toHaveAttribute('data-phase', 'provisional')
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

test('RelayStatusCompact follows a request on one line, and draws no steps', async () => {
  render(
    <SimulatedRelayProvider clock={clock} scenario="happy-path">
      {({ requestId }) => <RelayStatusCompact requestId={requestId} locale="en" data-testid="root" />}
    </SimulatedRelayProvider>,
  )
  await has('data-outcome', 'success')
  expect(root()).toHaveAttribute('data-variant', 'compact')
  await shown(/^Arbitrum.* to Base$/)
  expect(screen.getByText('Completed', { selector: '[data-slot=ow-badge]' })).toBeInTheDocument()
  expect(screen.queryByRole('list')).toBeNull()
})

test('RelayStatusTimeline says what moves as the quote has it, and at the end where it arrived', async () => {
  const [from, to] = [
    { chain: 1, amount: '100', symbol: 'USDC' },
    { amount: '99.87', symbol: 'USDC' },
  ]
  render(
    <SimulatedRelayProvider clock={clock} scenario="happy-path">
      {({ requestId }) => (
        <RelayStatusTimeline requestId={requestId} from={from} to={to} locale="en" data-testid="root" />
      )}
    </SimulatedRelayProvider>,
  )
  // The app says it before the service does, and the service's chain comes before the app's.
  await shown(/^100.USDC → 99\.87.USDC$/)
  await shown('Chain 42161 to Chain 8453')
  await has('data-outcome', 'success')
  await shown(/^99\.87.USDC arrived on Base$/)
  expect(screen.queryByRole('button', { name: /Copy id/ })).toBeNull()
})

test('RelayStatusTimeline offers the id and help of the app once a request has failed', async () => {
  render(
    <SimulatedRelayProvider clock={clock} scenario="never-refunded">
      {({ requestId }) => (
        <RelayStatusTimeline requestId={requestId} support={<a href="https://help.example">Help</a>} locale="en" />
      )}
    </SimulatedRelayProvider>,
  )
  expect(screen.queryByText('Help')).toBeNull()
  await shown('Help')
  expect(screen.getByRole('button', { name: /^Copy id 0x/ })).toBeInTheDocument()
  await shown('Not delivered. Nothing comes back by itself.')
})

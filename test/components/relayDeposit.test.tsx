import { render, screen, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { describe, expect, test } from 'vitest'
import { OnwireMessagesProvider } from '../../src/exports/index.js'
import { de } from '../../src/exports/locales-de.js'
import { RelayStatusTimeline } from '../../src/exports/relay.js'
import { SimulatedRelayProvider, type SimulatedRelayProviderProps } from '../../src/exports/testing-relay.js'
import { createManualTime } from './support/createManualTime.js'
// Loaded before: time by hand doesn't wait for it.
import '../../src/protocols/shared/transaction/watchTransaction.js'
import '../../src/components/transaction/drawDeposit.js'

const { advance, clock, until } = createManualTime()

function play(props: Omit<SimulatedRelayProviderProps, 'children'>) {
  return render(
    <StrictMode>
      <SimulatedRelayProvider clock={clock} {...props}>
        {({ requestId, depositTx }) => (
          <RelayStatusTimeline
            requestId={requestId}
            depositTx={depositTx && { ...depositTx }}
            locale="en"
            data-testid="root"
          />
        )}
      </SimulatedRelayProvider>
    </StrictMode>,
  )
}

const root = () => screen.getByTestId('root')
const deposit = () => root().querySelector<HTMLElement>('[data-step=deposit]')!
const says = (text: string | RegExp) => until(() => expect(deposit()).toHaveTextContent(text))

describe('The step of the deposit', () => {
  test.each([
    ['transaction-replaced', /Replaced by 0x[\da-f]{4}…[\da-f]{4}\./],
    ['transaction-cancelled', /Cancelled by 0x[\da-f]{4}…[\da-f]{4}\./],
    ['transaction-dropped', 'Dropped: the network has forgotten it. It may be sent again.'],
    ['transaction-reverted', 'Reverted: it changed nothing, and cost its fee.'],
  ] as const)('says that its own transaction was played as %s, and ends nothing by it', async (story, text) => {
    play({ scenario: 'abandoned-quote', deposit: story })
    await says('It waits for a block.')
    expect(deposit()).toHaveAttribute('data-state', 'current')
    await says(text)
    expect(deposit()).toHaveAttribute('data-state', 'warning')
    expect(root()).toHaveAttribute('data-phase', 'waiting')
    expect(root()).not.toHaveAttribute('data-outcome')
    // Of a transaction that is there it isn't said that nothing was deposited.
    await advance(400_000)
    expect(screen.queryByText('Nothing has been deposited so far.')).toBeNull()
  })

  test('links to the transaction that took its place, on the origin chain', async () => {
    play({ scenario: 'abandoned-quote', deposit: 'transaction-sped-up' })
    await says(/Sped up: 0x[\da-f]{4}…[\da-f]{4} took its place\./)
    expect(deposit()).toHaveAttribute('data-state', 'current')
    await until(() => expect(within(deposit()).getAllByRole('link')).toHaveLength(2))
  })

  test('counts confirmations, until Relay has seen the deposit: from then on its own word counts', async () => {
    play({ scenario: 'late', deposit: 'transaction-included' })
    await until(() => expect(root()).toHaveAttribute('data-outcome', 'success'))
    expect(deposit()).toHaveTextContent('Deposit received')
    expect(deposit()).not.toHaveTextContent('confirmation')
  })

  test('says it in the reader’s language', async () => {
    render(
      <OnwireMessagesProvider {...de}>
        <SimulatedRelayProvider clock={clock} scenario="abandoned-quote" deposit="transaction-replaced">
          {({ requestId, depositTx }) => (
            <RelayStatusTimeline requestId={requestId} depositTx={depositTx} data-testid="root" />
          )}
        </SimulatedRelayProvider>
      </OnwireMessagesProvider>,
    )
    await says(/Ersetzt durch 0x[\da-f]{4}…[\da-f]{4}\./)
    expect(deposit()).toHaveAttribute('data-state', 'warning')
  })
})

test('Nothing is left of a deposit that is followed once the page is left', async () => {
  const { unmount } = play({ scenario: 'abandoned-quote', deposit: 'transaction-included' })
  await says('It waits for a block.')
  unmount()
  await advance(60_000)
  expect(clock.pending()).toBe(0)
})

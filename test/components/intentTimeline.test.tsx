import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode, useState } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { IntentTimeline, type IntentTimelineProps } from '../../src/exports/fusion.js'
import { type FusionScenario, fusionScenarios, type FusionSimulator } from '../../src/exports/testing.js'
import { SimulatedFusionProvider, type SimulatedFusionProviderProps } from '../../src/exports/testing-fusion.js'
import { createManualTime } from './support/createManualTime.js'

const unknownId = `0x${'0'.repeat(64)}`
/** It stays where it is. */
const waiting: FusionScenario = { ...fusionScenarios['happy-path'], steps: [{ at: 0, status: 'proofs_pending' }] }

const { clock, until } = createManualTime()

/** Plays a scenario in StrictMode; returns the simulator as it comes to be. */
function play(
  props: Omit<SimulatedFusionProviderProps, 'children'>,
  shown: Partial<IntentTimelineProps> = {},
): { simulator(): FusionSimulator } {
  const simulators: FusionSimulator[] = []
  render(
    <StrictMode>
      <SimulatedFusionProvider clock={clock} {...props}>
        {({ intentId, simulator }) => {
          if (!simulators.includes(simulator)) simulators.push(simulator)
          return <IntentTimeline intentId={intentId} locale="en" data-testid="root" {...shown} />
        }}
      </SimulatedFusionProvider>
    </StrictMode>,
  )
  return { simulator: () => simulators.at(-1)! }
}

const root = () => screen.getByTestId('root')
const steps = () =>
  Object.fromEntries(
    [...root().querySelectorAll<HTMLElement>('[data-slot=ow-item]')].map(({ dataset }) => [
      dataset['step'],
      dataset['state'],
    ]),
  )
const has = (attribute: string, value: string) => until(() => expect(root()).toHaveAttribute(attribute, value))
const ended = (outcome: string) => has('data-outcome', outcome)
const shown = (text: string | RegExp) => until(() => expect(screen.queryByText(text)).toBeInTheDocument())
const said = (text: string) => until(() => expect(screen.queryByRole('alert')).toHaveTextContent(text))

describe('IntentTimeline', () => {
  test('shows the steps to come, then follows the intent to its end', async () => {
    const onSettled = vi.fn<(data: unknown) => void>()
    play({ scenario: 'happy-path' }, { onSettled })
    expect(root()).toHaveAttribute('aria-busy', 'true')
    expect(Object.keys(steps())).toEqual(['proofs', 'matched', 'source-lock', 'executing', 'completed'])

    await ended('success')
    expect(root()).toHaveAttribute('data-final')
    expect(new Set(Object.values(steps()))).toEqual(new Set(['complete']))
    expect(screen.getByText('Funds locked')).toBeInTheDocument()
    expect(screen.queryByText('Live')).toBeNull()
    expect(onSettled).toHaveBeenCalledOnce()
  })

  test('says in words what the current step waits for', async () => {
    play({ scenario: waiting })
    await shown('The proofs are being made and checked.')
    expect(screen.getByText('Verifying proofs')).toBeInTheDocument()
    await shown('Live')
  })

  test('makes a status readable that nobody has heard of', async () => {
    const steps = [{ at: 0, status: 'awaiting_the_oracle' }] as const
    play({ scenario: { ...waiting, steps } })
    await shown('Awaiting the oracle')
    expect(root()).toHaveAttribute('data-phase', 'processing')
  })

  test('takes words of the app for titles and descriptions', async () => {
    const messages = {
      titles: { proofs: 'Beweise' },
      fusion: { descriptions: { proofs_pending: 'Die Beweise werden geprüft.' } },
    }
    play({ scenario: waiting }, { messages })
    await shown('Die Beweise werden geprüft.')
    expect(screen.getByText('Beweise')).toBeInTheDocument()
    expect(screen.getByText('Solver')).toBeInTheDocument()
  })

  test('names the step that failed, and why', async () => {
    play({ scenario: 'proof-failure' })
    await ended('failure')
    // Nobody has said yet that nothing was locked.
    expect(steps()).toMatchObject({ proofs: 'warning' })
    await has('data-phase', 'settled')
    expect(steps()).toEqual({ proofs: 'error' })
    expect(screen.getByText('Proofs failed')).toBeInTheDocument()
    expect(screen.getByText('PROOF_INVALID')).toBeInTheDocument()
    await said('Failed')
  })

  test('names what is known of the intent besides its status, by leg where the service tells the legs apart', async () => {
    play({ scenario: 'refund-by-legs' }, { getChainName: (chain) => (chain === 1 ? 'Ethereum' : undefined) })
    await has('data-phase', 'provisional')
    const facts = () => [...root().querySelectorAll('[data-slot=ow-fact]')].map(({ textContent }) => textContent)
    expect(screen.getByText('Chain 8453 to Ethereum')).toBeInTheDocument()
    expect(facts()).toEqual([
      expect.stringMatching(/^Amount[\d,]+$/),
      expect.stringMatching(/^SolverSolver 0x/),
      'ProofsVerified',
      'Lock at the sourceLocked',
      'Lock at the destinationPending',
    ])
    await ended('refund')
    expect(facts()).toContain('Lock at the sourceRefunded')
  })

  test.each(['refund-by-legs', 'refund-by-flags', 'refund-nested', 'refund-other-words'] as const)(
    'waits for the refund of what is locked, however it is told: %s',
    async (scenario) => {
      const onSettled = vi.fn<(data: { readonly htlcState?: unknown }) => void>()
      play({ scenario }, { onSettled })
      await has('data-phase', 'provisional')
      expect(steps()).toMatchObject({ refund: 'current' })
      expect(onSettled).not.toHaveBeenCalled()
      await ended('refund')
      expect(root()).toHaveAttribute('data-final')
      expect(onSettled).toHaveBeenCalledOnce()
    },
  )

  test('shows a failure as provisional while something is locked, and the refund that follows', async () => {
    play({ scenario: 'failed-with-refund' })
    await has('data-phase', 'provisional')
    expect(steps()).toMatchObject({ 'source-lock': 'complete', executing: 'warning', refund: 'current' })
    await said('Failed, refund possible')

    await ended('refund')
    expect(steps()).toMatchObject({ refund: 'complete' })
    await said('Refunded')
  })

  test('shows an intent that was taken back', async () => {
    play({ scenario: 'cancelled' })
    await ended('cancelled')
    expect(screen.getByText('Cancelled', { selector: '[data-slot=ow-badge]' })).toBeInTheDocument()
    // Whoever came late has not seen the proofs.
    expect(steps()).toMatchObject({ proofs: expect.stringMatching(/^(complete|skipped)$/), matched: 'skipped' })
  })

  test('says that the service has dropped an intent, as a state and not as an error', async () => {
    play({ scenario: 'removed' })
    await shown(/removed this intent/)
    expect(root()).toHaveAttribute('data-final')
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  test('says that the service does not know the id, and goes on when it does', async () => {
    play({ scenario: 'late-arrival' })
    await shown(/doesn’t know this intent/)
    expect(root()).toHaveAttribute('data-phase', 'unknown')
    await ended('success')
    expect(screen.queryByText(/doesn’t know this intent/)).toBeNull()
  })

  test('links what the app knows a page of', async () => {
    play({ scenario: 'happy-path' }, { getTransactionHref: ({ hash }) => `https://explorer.example/tx/${hash}` })
    await ended('success')
    const hrefs = screen.getAllByRole('link').map((link) => link.getAttribute('href'))
    expect(hrefs).toHaveLength(3)
    expect(hrefs[0]).toMatch(/^https:\/\/explorer\.example\/tx\/0x/)
  })

  test('links nothing by itself: no explorer is known', async () => {
    play({ scenario: 'happy-path' })
    await ended('success')
    expect(root().querySelectorAll('[data-slot=ow-transaction]')).toHaveLength(3)
    expect(screen.queryByRole('link')).toBeNull()
  })

  test('begins another story when the id changes after submission', async () => {
    function Submitting({ simulator, first }: { readonly simulator: FusionSimulator; readonly first: string }) {
      const [intentId, setIntentId] = useState(first)
      const submit = () => setIntentId(simulator.start(waiting).intentId)
      return (
        <>
          <IntentTimeline intentId={intentId} locale="en" data-testid="root" />
          <button type="button" onClick={submit}>
            Submit
          </button>
        </>
      )
    }
    render(
      <SimulatedFusionProvider clock={clock} scenario="failed">
        {({ intentId, simulator }) => <Submitting simulator={simulator} first={intentId} />}
      </SimulatedFusionProvider>,
    )
    await ended('failure')
    await said('Failed')
    await userEvent.click(screen.getByRole('button', { name: 'Submit' }))
    await until(() => expect(steps()).toMatchObject({ proofs: 'current', matched: 'upcoming' }))
    // What was said belonged to the other one.
    expect(screen.queryByRole('alert')).toBeNull()
    expect(screen.getByRole('status')).toHaveTextContent('')
  })

  test('says that it polls while the socket is down', async () => {
    const { simulator } = play({ scenario: waiting })
    await shown('Live')
    simulator().faults.drop()
    await shown(/Polling/)
    await until(() => expect(root()).toHaveAttribute('data-transport', 'polling'))
  })

  test('says that nothing could be loaded, and tries again', async () => {
    const { simulator } = play({ scenario: waiting, simulator: { latencyMs: 200 } })
    simulator().faults.drop()
    simulator().faults.breakRest('down')
    await shown('The status could not be loaded.')
    await shown(/Not up to date/)
    expect(root()).toHaveAttribute('data-stale')
    simulator().faults.restoreRest()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await until(() => expect(steps()).toMatchObject({ proofs: 'current' }))
    expect(screen.queryByText('The status could not be loaded.')).toBeNull()
  })

  test('keeps what it has, and says that nothing newer could be loaded', async () => {
    const { simulator } = play({ scenario: waiting })
    await has('data-transport', 'socket')
    simulator().faults.breakRest('down')
    simulator().faults.drop()
    await shown('The newest status could not be loaded.')
    expect(screen.getByText('Verifying proofs')).toBeInTheDocument()
  })

  test('without an id shows the steps to come, and asks for nothing', () => {
    play({ scenario: 'happy-path' }, { intentId: undefined })
    expect(within(root()).getAllByRole('listitem')).toHaveLength(5)
    expect(root()).toHaveAttribute('data-transport', 'idle')
    expect(screen.queryByText('Not connected')).toBeNull()
  })

  test('outside a provider says which one is missing', () => {
    expect(() => renderToString(<IntentTimeline intentId={unknownId} />)).toThrow(/OnwireProvider|QueryClient/)
  })
})

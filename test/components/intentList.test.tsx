import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Intent, IntentList, type IntentListProps } from '../../src/exports/fusion.js'
import { type FusionScenario, fusionScenarios, type FusionSimulator } from '../../src/exports/testing.js'
import { SimulatedFusionProvider } from '../../src/exports/testing-fusion.js'
import { createManualTime } from './support/createManualTime.js'

const happy = fusionScenarios['happy-path']
/** It comes after somebody listens, and stays where it is. */
const later: FusionScenario = { ...happy, steps: [{ at: 3000, status: 'proofs_pending' }] }
/** Nothing comes by itself. */
const nothing: FusionScenario = { ...happy, steps: [] }

const { clock, until } = createManualTime()

function play(shown: Partial<IntentListProps> = {}, scenario: FusionScenario = nothing) {
  const simulators: FusionSimulator[] = []
  render(
    <StrictMode>
      <SimulatedFusionProvider scenario={scenario} clock={clock}>
        {({ simulator }) => {
          if (!simulators.includes(simulator)) simulators.push(simulator)
          return <IntentList locale="en" data-testid="root" {...shown} />
        }}
      </SimulatedFusionProvider>
    </StrictMode>,
  )
  const simulator = () => simulators.at(-1)!
  return {
    simulator,
    /** An intent with these statuses, at these times of the played clock. */
    add: (intentId: string, ...steps: FusionScenario['steps']) =>
      act(async () => void simulator().start({ ...nothing, steps }, { intentId })),
  }
}

const root = () => screen.getByTestId('root')
const rows = () => within(root()).queryAllByRole('listitem')
const ids = () => rows().map((row) => row.querySelector<HTMLElement>('[data-slot=ow-intent-id]')?.title)
const has = (attribute: string, value: string) => until(() => expect(root()).toHaveAttribute(attribute, value))
const shown = (text: string | RegExp) => until(() => expect(screen.queryByText(text)).toBeInTheDocument())
const isLive = () => has('data-transport', 'socket')
const noticed = (text: string | RegExp) =>
  until(() => expect(screen.queryByText(text, { selector: '[data-slot=ow-notice] *' })).toBeInTheDocument())
const rowsAre = (...expected: readonly string[]) => until(() => expect(ids()).toEqual(expected))

describe('IntentList', () => {
  test('shows that it loads, then that there is nothing yet', async () => {
    play()
    expect(root()).toHaveAttribute('aria-busy', 'true')
    expect(within(root()).getByText('Loading…')).toBeInTheDocument()
    await shown('Nothing yet. New intents show up here.')
    expect(root()).not.toHaveAttribute('aria-busy')
    expect(screen.getByText('Live')).toBeInTheDocument()
  })

  test('shows new intents first, each once, and follows their status', async () => {
    const { add } = play()
    await isLive()
    await add('first', { at: 0, status: 'proofs_pending' }, { at: 2000, status: 'matched' })
    await rowsAre('first')
    await add('second', { at: 1, status: 'proofs_pending' })
    await rowsAre('second', 'first')
    await until(() => expect(rows()[1]).toHaveTextContent('Matched'))
    expect(ids()).toEqual(['second', 'first'])
  })

  test('can show the newest last', async () => {
    const { add } = play({ order: 'newest-last' })
    await isLive()
    await add('first', { at: 0, status: 'proofs_pending' })
    await rowsAre('first')
    await add('second', { at: 1, status: 'proofs_pending' })
    await rowsAre('first', 'second')
    expect(root()).toHaveAttribute('data-order', 'newest-last')
  })

  test('shows no more than its limit, and only what passes the filter', async () => {
    const filter = ({ intentId }: Intent) => intentId !== 'b'
    const { add } = play({ limit: 2, filter })
    await isLive()
    for (const id of ['a', 'b', 'c']) await add(id, { at: 1, status: 'proofs_pending' })
    await rowsAre('c')
    await add('d', { at: 1, status: 'proofs_pending' })
    await rowsAre('d', 'c')
    expect(ids()).not.toContain('a')
  })

  test('says of a row its id, status, chains, amount, solver and age', async () => {
    play({}, { ...later, steps: [{ at: 3000, status: 'matched' }] })
    await until(() => expect(rows()).toHaveLength(1))
    const [row] = rows()
    expect(row).toHaveTextContent(/^0x[\da-f]{4}…[\da-f]{4}[\d,]+Chain/)
    expect(row).toHaveTextContent(/Solver 0x[\da-f]{4}…[\da-f]{4}Matched/)
    expect(row).toHaveTextContent('Chain 42161 → Chain 8453')
    expect(row).toHaveTextContent('from Chain 42161 to Chain 8453')
    expect(row).toHaveTextContent(/Solver 0x[\da-f]{4}…[\da-f]{4}/)
    const age = row!.querySelector('time')
    expect(age?.dateTime).toMatch(/^20\d\d-/)
    expect(age?.textContent).toMatch(/now|\ds ago/)
  })

  test('loses no digit of an amount, and groups them as its reader is used to', async () => {
    const { simulator } = play({ locale: 'de' }, later)
    await until(() => expect(rows()).toHaveLength(1))
    const { amount } = simulator().intents.all()[0]!.truth()!
    expect(amount).toHaveLength(19)
    const shown = rows()[0]!.querySelector('[data-slot=ow-intent-amount]')
    expect(shown).toHaveTextContent(BigInt(amount).toLocaleString('de'))
    expect(shown?.textContent.replaceAll('.', '')).toBe(amount)
  })

  test("takes the app's names of chains, and its amounts", async () => {
    const getChainName = (chain: string | number) => (chain === 42161 ? 'Arbitrum' : undefined)
    const formatAmount = ({ amount }: Intent) => `${amount?.slice(0, 1)} ETH`
    play({ getChainName, formatAmount }, later)
    await until(() => expect(rows()).toHaveLength(1))
    expect(rows()[0]).toHaveTextContent('Arbitrum → Chain 8453')
    expect(rows()[0]).toHaveTextContent(/\d ETH/)
  })

  test('keeps an intent that the service has dropped, and says so', async () => {
    const { add } = play()
    await isLive()
    await add('x', { at: 1, status: 'proofs_verified' }, { at: 1000, id: 'remove' })
    await shown('Removed by the service')
    expect(rows()[0]).toHaveTextContent('Proofs verified')
    expect(rows()[0]!.querySelector('[data-slot=ow-feed-item]')).toHaveAttribute('data-removed')
  })

  test('makes a status readable that nobody has heard of', async () => {
    const { add } = play()
    await isLive()
    await add('x', { at: 1, status: 'awaiting_the_oracle' })
    await until(() => expect(rows()[0]).toHaveTextContent('Awaiting the oracle'))
  })

  test('makes ids buttons where rows can be selected', async () => {
    const onSelect = vi.fn<(intent: Intent) => void>()
    const { add } = play({ onSelect })
    await isLive()
    await add('x', { at: 1, status: 'proofs_pending' })
    await rowsAre('x')
    await userEvent.tab()
    await userEvent.click(within(rows()[0]!).getByRole('button', { name: 'x' }))
    expect(onSelect).toHaveBeenCalledWith(expect.objectContaining({ intentId: 'x' }))
  })

  test('has no button in a row where rows cannot be selected', async () => {
    const { add } = play()
    await isLive()
    await add('x', { at: 1, status: 'proofs_pending' })
    await rowsAre('x')
    expect(within(rows()[0]!).queryByRole('button')).toBeNull()
  })

  test('draws rows of the app', async () => {
    const renderRow: IntentListProps['renderRow'] = (row) => (row.type === 'item' ? <i>{row.item.intentId}!</i> : 'gap')
    const { add } = play({ renderRow })
    await isLive()
    await add('x', { at: 1, status: 'proofs_pending' })
    await until(() => expect(screen.queryByText('x!')).toBeInTheDocument())
  })

  test('can be paused: what comes is counted, and shown when it goes on', async () => {
    const { add } = play()
    await isLive()
    await add('a', { at: 0, status: 'proofs_pending' })
    await rowsAre('a')
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
    await add('b', { at: 1, status: 'proofs_pending' })
    await add('c', { at: 1, status: 'proofs_pending' })
    await until(() => expect(screen.queryByRole('button', { name: '2 new' })).toBeInTheDocument())
    const news = screen.getByRole('button', { name: '2 new' })
    expect(ids()).toEqual(['a'])
    await userEvent.click(news)
    await rowsAre('c', 'b', 'a')
    expect(screen.getByRole('button', { name: 'Pause' })).toBeInTheDocument()
  })

  test('says that it is not live while the socket is down, keeps its rows, and marks itself stale', async () => {
    const { add, simulator } = play()
    await isLive()
    await add('a', { at: 0, status: 'proofs_pending' })
    await rowsAre('a')
    simulator().faults.drop()
    await noticed(/^Not live, and can’t be polled: this is what was known at \d+:\d\d:\d\d/)
    expect(root()).toHaveAttribute('data-stale')
    expect(ids()).toContain('a')
    // It is told once, by the one polite live region there is.
    await until(() => expect(screen.getByRole('status')).toHaveTextContent('Not live'))
    expect(screen.queryByText(/polling/i, { selector: '[data-slot=ow-connection]' })).toBeNull()

    simulator().faults.restore()
    await isLive()
    expect(root()).not.toHaveAttribute('data-stale')
    expect(screen.queryByText(/Not live/, { selector: '[data-slot=ow-notice] *' })).toBeNull()
  })

  test('shows a gap where something may have been missed, which nobody can load', async () => {
    const { add, simulator } = play()
    await isLive()
    await add('a', { at: 0, status: 'proofs_pending' })
    await rowsAre('a')
    simulator().faults.drop()
    await until(() => expect(root()).toHaveAttribute('data-stale'))
    await add('missed', { at: 0, status: 'proofs_pending' })
    simulator().faults.restore()
    await isLive()
    await add('b', { at: 1, status: 'proofs_pending' })
    await shown(/Some intents may be missing here/)
    expect(ids()).toEqual(['b', undefined, 'a'])
    expect(screen.queryByRole('button', { name: 'Load' })).toBeNull()
  })

  test('says that it is not live where it never was', async () => {
    const steps = [{ at: 0, fault: 'drop' }] as const
    play({}, { ...nothing, steps })
    await noticed('Not live, and can’t be polled.')
    expect(rows()).toHaveLength(0)
  })

  test('says to screen readers how many came, politely', async () => {
    const { add } = play()
    await isLive()
    // The sentence waits by the browser's own time.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    await add('a', { at: 0, status: 'proofs_pending' })
    await add('b', { at: 1, status: 'proofs_pending' })
    await rowsAre('b', 'a')
    const region = screen.getByRole('status')
    expect(region).toBeEmptyDOMElement()
    act(() => void vi.advanceTimersByTime(5000))
    await until(() => expect(region).toHaveTextContent('2 new intents'))
    expect(screen.getAllByRole('status')).toHaveLength(1)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('has a name, and is reached and scrolled with the keyboard', () => {
    play()
    const viewport = screen.getByRole('group', { name: 'Intents' })
    expect(viewport).toHaveAttribute('tabindex', '0')
  })
})

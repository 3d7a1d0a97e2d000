import { render, screen, within } from '@testing-library/react'
import { StrictMode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { MempoolStats, type MempoolStatsProps } from '../../src/exports/fusion.js'
import { type FusionScenario, fusionScenarios, type FusionSimulator } from '../../src/exports/testing.js'
import { SimulatedFusionProvider } from '../../src/exports/testing-fusion.js'
import { createManualTime } from './support/createManualTime.js'
import { untilAttended } from './support/untilAttended.js'

const happy = fusionScenarios['happy-path']

const { clock, until } = createManualTime()

function play(scenario: FusionScenario, shown: Partial<MempoolStatsProps> = {}) {
  const simulators: FusionSimulator[] = []
  render(
    <StrictMode>
      <SimulatedFusionProvider scenario={scenario} clock={clock}>
        {({ simulator }) => {
          if (!simulators.includes(simulator)) simulators.push(simulator)
          return <MempoolStats locale="en" data-testid="root" {...shown} />
        }}
      </SimulatedFusionProvider>
    </StrictMode>,
  )
  return () => simulators.at(-1)!
}

const root = () => screen.getByTestId('root')
const shown = (text: string | RegExp) => until(() => expect(screen.queryByText(text)).toBeInTheDocument())
const counts = () =>
  Object.fromEntries(
    within(root())
      .getAllByRole('definition')
      .map((count) => [count.previousElementSibling?.textContent, count.textContent]),
  )

describe('MempoolStats', () => {
  test('keeps the room of every count until they are told', async () => {
    play(happy)
    expect(root()).toHaveAttribute('aria-busy', 'true')
    expect(root()).toHaveAttribute('data-pending')
    const labels = Object.keys(counts())
    expect(labels).toEqual(['Total', 'Submitted', 'Matched', 'Executing', 'Completed', 'Failed', 'Cancelled'])
    await until(() => expect(root()).not.toHaveAttribute('data-pending'))
    expect(Object.keys(counts())).toEqual(labels)
  })

  test('does not say that it loads what nobody asks for', () => {
    play(happy, { enabled: false })
    expect(root()).not.toHaveAttribute('aria-busy')
    expect(counts()).toMatchObject({ Total: '–' })
  })

  test('counts the intents by where they are, as they go on', async () => {
    const steps = [{ at: 0, crowd: ['cancelled', 'failed', 'happy-path'], count: 6, everyMs: 100 }] as const
    const simulator = play({ ...happy, steps: [...happy.steps, ...steps] })
    await until(() => expect(simulator().stats()).toMatchObject({ total: 7, cancelled: 2, failed: 2, completed: 3 }))
    await until(() => expect(counts()).toMatchObject({ Total: '7', Cancelled: '2', Failed: '2', Completed: '3' }))
  })

  test('says that it is not live while the socket is down, and keeps its numbers', async () => {
    const simulator = play({ ...happy, steps: [{ at: 0, status: 'proofs_pending' }] })
    await until(() => expect(counts()).toMatchObject({ Total: '1', Submitted: '1' }))
    simulator().faults.drop()
    await shown('Not live: the numbers may be old.')
    expect(root()).toHaveAttribute('data-stale')
    expect(counts()).toMatchObject({ Total: '1' })
    simulator().faults.restore()
    await until(() => expect(root()).not.toHaveAttribute('data-stale'))
  })

  test('writes numbers as its reader does, and what was not told as such', () => {
    render(<MempoolStats.View stats={{ total: 1234567, failed: 0 }} locale="de" data-testid="root" />)
    expect(counts()).toMatchObject({ Total: '1.234.567', Failed: '0', Matched: '–' })
    expect(root()).not.toHaveAttribute('aria-busy')
  })

  test('takes words of the app, one by one', () => {
    const messages = { fusion: { counts: { total: 'Gesamt' } } }
    render(<MempoolStats.View stats={{ total: 1 }} messages={messages} data-testid="root" />)
    expect(Object.keys(counts()).slice(0, 2)).toEqual(['Gesamt', 'Submitted'])
  })

  test('has a name, and is no live region: numbers that run would be said all the time', async () => {
    render(<MempoolStats.View stats={{ total: 1 }} data-testid="root" />)
    await untilAttended()
    expect(screen.getByRole('group', { name: 'Intents by status' })).toBe(root())
    expect(root().querySelector('[role=status], [aria-live]')).toBeNull()
    expect(screen.getByRole('status')).toBeEmptyDOMElement()
  })

  test('renders bare numbers on a server, whose language is not its reader’s', () => {
    expect(renderToString(<MempoolStats.View stats={{ total: 1234567 }} />)).toContain('>1234567<')
  })
})

describe('The bar of MempoolStats', () => {
  const parts = () =>
    [...document.querySelectorAll('rect')].map((part) =>
      ['data-name', 'x', 'width'].map((name) => part.getAttribute(name)),
    )
  const whole = () => document.querySelector('[data-slot=ow-stats-bar]')?.getAttribute('viewBox')

  test('has a part for each count but nothing, in the order of the list, of the total', () => {
    render(<MempoolStats.View stats={{ total: 20, submitted: 5, matched: 0, completed: 10, failed: 1 }} />)
    expect(whole()).toBe('0 0 20 1')
    expect(parts()).toEqual([
      ['submitted', '0', '5'],
      ['completed', '5', '10'],
      ['failed', '15', '1'],
    ])
  })

  test('is of the sum where that is more than the total, and empty where nothing is known', () => {
    const { rerender } = render(<MempoolStats.View stats={{ total: 1, failed: 2, cancelled: 3 }} />)
    expect(whole()).toBe('0 0 5 1')
    rerender(<MempoolStats.View stats={undefined} />)
    expect(whole()).toBe('0 0 1 1')
    expect(parts()).toEqual([])
  })
})

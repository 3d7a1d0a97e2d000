import { render, screen, within } from '@testing-library/react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test, vi } from 'vitest'
import { OnwireMessagesProvider, StatusTimeline } from '../../src/exports/index.js'
import { at, timeline } from './timelines.js'

const states = ['upcoming', 'current', 'complete', 'warning', 'error', 'skipped'] as const
const ofEveryState = at({ steps: states.map((state) => ({ id: `step-${state}`, state, transactions: [] })) })

describe('StatusTimeline', () => {
  test('is an ordered list, and its current step says so', () => {
    render(<StatusTimeline timeline={timeline} />)
    const list = screen.getByRole('list', { name: 'Progress' })
    expect(list.tagName).toBe('OL')
    const current = within(list)
      .getAllByRole('listitem')
      .map((item) => item.getAttribute('aria-current'))
    expect(current).toEqual([null, 'step'])
  })

  test('has a text for every state', () => {
    render(<StatusTimeline timeline={ofEveryState} />)
    const texts = screen.getAllByRole('listitem').map((item) => item.textContent)
    const titles = ['Not started', 'In progress', 'Done', 'Needs attention', 'Failed', 'Skipped']
    expect(texts.map((text, index) => text.includes(titles[index]!))).toEqual(titles.map(() => true))
  })

  test('takes two steps of one id for two', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const [first] = timeline.steps
    const { rerender } = render(<StatusTimeline timeline={at({ steps: [first!, { ...first!, state: 'error' }] })} />)
    rerender(<StatusTimeline timeline={at({ steps: [first!] })} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    expect(complaints).not.toHaveBeenCalled()
    complaints.mockRestore()
  })

  test('keeps that text when the sign is replaced', () => {
    render(
      <StatusTimeline.Root timeline={timeline}>
        <StatusTimeline.List>
          {(step) => (
            <StatusTimeline.Item key={step.id} step={step}>
              <StatusTimeline.Indicator>*</StatusTimeline.Indicator>
            </StatusTimeline.Item>
          )}
        </StatusTimeline.List>
      </StatusTimeline.Root>,
    )
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['*Done', '*In progress'])
  })

  test('carries its whole state as attributes', () => {
    const connection = { status: 'disconnected', reason: 'refused', transport: 'polling', isStale: true } as const
    const refunded = at({ phase: 'settled', outcome: 'refund', isFinal: true })
    const { container } = render(<StatusTimeline timeline={refunded} connection={connection} isPending />)
    const root = container.querySelector<HTMLElement>('[data-slot=ow-timeline]')
    expect(Object.fromEntries(Object.entries(root?.dataset ?? {}))).toEqual({
      slot: 'ow-timeline',
      phase: 'settled',
      outcome: 'refund',
      final: '',
      connection: 'disconnected',
      reason: 'refused',
      transport: 'polling',
      stale: '',
      pending: '',
    })
  })

  test('shows a status that nobody has words for as the service says it', () => {
    render(<StatusTimeline timeline={at({ protocolStatus: 'rebalancing' })} />)
    expect(screen.getByText('rebalancing')).toBeInTheDocument()
  })

  test('makes a readable title of a step that nobody has words for', () => {
    render(<StatusTimeline timeline={at({ steps: [{ id: 'bridge-out', state: 'current', transactions: [] }] })} />)
    expect(screen.getByText('Bridge out')).toBeInTheDocument()
  })

  test('takes some words from a provider, some from a prop, and the rest from the defaults', () => {
    render(
      <OnwireMessagesProvider messages={{ phases: { processing: 'Läuft' }, steps: 'Fortschritt' }}>
        <StatusTimeline timeline={timeline} messages={{ titles: { deposit: 'Einzahlung' } }} />
      </OnwireMessagesProvider>,
    )
    expect(screen.getByRole('list', { name: 'Fortschritt' })).toBeInTheDocument()
    for (const title of ['Läuft', 'Einzahlung', 'Delivering']) expect(screen.getByText(title)).toBeInTheDocument()
  })

  test('survives a hash that is told twice', () => {
    const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
    const transactions = [{ hash: '0xabc' }, { hash: '0xabc' }]
    render(<StatusTimeline timeline={at({ steps: [{ id: 'deposit', state: 'complete', transactions }] })} />)
    expect(screen.getAllByText('0xabc')).toHaveLength(2)
    expect(complaints).not.toHaveBeenCalled()
    complaints.mockRestore()
  })

  test('is drawn on a server, without any provider', () => {
    expect(renderToString(<StatusTimeline timeline={timeline} />)).toContain('Deposit received')
  })
})

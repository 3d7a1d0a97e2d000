import { render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { describe, expect, test } from 'vitest'
import { StatusTimeline, type StatusTimelineProps } from '../../src/exports/index.js'
import { at, timeline } from './timelines.js'

/** Renders one timeline after the other in the same place, and collects what was said of each. */
function follow(...moments: StatusTimelineProps[]) {
  const { rerender } = render(<></>)
  return moments.map((props) => {
    rerender(
      <StrictMode>
        <StatusTimeline {...props} />
      </StrictMode>,
    )
    const alert = screen.queryByRole('alert')?.textContent
    const polite = screen.getByRole('status').textContent
    return alert ? `${alert}!` : polite
  })
}

const provisional = at({ phase: 'provisional', outcome: 'failure' })
const success = at({ phase: 'settled', outcome: 'success', isFinal: true })
const refund = at({ phase: 'settled', outcome: 'refund', isFinal: true })

describe('The live region', () => {
  test('says nothing at mount', () => {
    expect(follow({ timeline })).toEqual([''])
  })

  test('says nothing when the first data comes', () => {
    expect(follow({ timeline: at({ phase: 'unknown' }), isPending: true }, { timeline })).toEqual(['', ''])
  })

  test('says each change of phase', () => {
    const waiting = at({ phase: 'waiting' })
    expect(follow({ timeline: waiting }, { timeline }, { timeline: success })).toEqual(['', 'In progress', 'Completed'])
  })

  test('says nothing of steps, statuses and connections', () => {
    const later = at({ protocolStatus: 'delayed', steps: [] })
    const polling = { timeline: later, connection: { status: 'reconnecting', transport: 'polling' } } as const
    expect(follow({ timeline }, { timeline: later }, polling)).toEqual(['', '', ''])
  })

  test('interrupts for failure and refund only', () => {
    expect(follow({ timeline }, { timeline: provisional }, { timeline }, { timeline: refund })).toEqual([
      '',
      'Failed, refund possible!',
      'In progress',
      'Refunded!',
    ])
  })

  test('is one, and polite, as long as nothing goes wrong', () => {
    follow({ timeline }, { timeline: success })
    expect(document.querySelectorAll('[role=status], [role=alert], [aria-live]')).toHaveLength(1)
  })

  test('speaks in the words of the messages', () => {
    const messages: StatusTimelineProps['messages'] = {
      outcomes: { success: 'Fertig' },
      announcement: (label, { steps }) => `${label} nach ${steps.length} Schritten`,
    }
    expect(follow({ timeline, messages }, { timeline: success, messages })[1]).toBe('Fertig nach 2 Schritten')
  })
})

import { render, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { StatusBadge, StatusTimeline, TransactionLink } from '../../src/exports/index.js'
import { toIntentTimeline } from '../../src/protocols/fusion/timeline.js'
import { toIntent } from '../../src/protocols/fusion/read.js'
import { toRelayStatus } from '../../src/protocols/relay/read.js'
import { toRelayTimeline } from '../../src/protocols/relay/timeline.js'
import { at } from './timelines.js'

describe.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('A page that is told "%s"', (word) => {
  test.each([
    ['a status of Relay', toRelayTimeline(toRelayStatus({ requestId: '0x1', status: word }), { isSettled: false })],
    ['a status of Fusion', toIntentTimeline(toIntent({ intentId: '0x1', status: word }), { isSettled: false })],
    ['a step of its own', at({ protocolStatus: word, steps: [{ id: word, state: 'current', transactions: [] }] })],
  ])('as %s shows that word, and one current step', (_, timeline) => {
    render(
      <>
        <StatusTimeline timeline={timeline} />
        <StatusBadge timeline={timeline} />
      </>,
    )
    const current = screen.getAllByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'step')
    expect(current.map(({ textContent }) => textContent?.includes('function'))).toEqual([false])
  })
})

test('A hash with marks that nobody sees, or that turn it around, shows where they are', () => {
  const { container } = render(<TransactionLink hash={'0x12\u202e34\u200b56'} />)
  expect(container.textContent).toBe('0x12\ufffd34\ufffd56')
  expect(container.querySelector('[title]')?.getAttribute('title')).toBe('0x12\ufffd34\ufffd56')
})

test('A link never leads to an address that begins with a name of somebody else', () => {
  render(<TransactionLink hash="0x1" href={['https:', '', 'etherscan.io@other.example', 'tx', '0x1'].join('/')} />)
  expect(screen.queryByRole('link')).toBeNull()
})

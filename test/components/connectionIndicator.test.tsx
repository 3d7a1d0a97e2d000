import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { ConnectionIndicator, type ConnectionView } from '../../src/exports/index.js'

const reconnect = () => {}

describe('ConnectionIndicator', () => {
  test.each<[text: string, connection: ConnectionView]>([
    ['Live', { status: 'connected', transport: 'socket' }],
    ['Live', { status: 'connected' }],
    ['Connecting…', { status: 'connecting', transport: 'idle' }],
    ['Reconnecting…', { status: 'reconnecting', transport: 'idle', reconnect }],
    ['Polling|Reconnect', { status: 'reconnecting', transport: 'polling', reconnect }],
    ['Polling', { status: 'connecting', transport: 'polling', reconnect }],
    ['Polling', { status: 'connected', transport: 'polling', reconnect }],
    [
      'Connection refused · Polling|Reconnect',
      { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect },
    ],
    ['Connection refused|Reconnect', { status: 'disconnected', reason: 'refused', reconnect }],
    [
      'Refused or unreachable · Polling|Reconnect',
      { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect },
    ],
    ['Refused or unreachable · Polling', { status: 'disconnected', reason: 'unreachable', transport: 'polling' }],
    ['Offline', { status: 'disconnected', reason: 'offline', transport: 'idle', reconnect }],
    ['Not connected', { status: 'idle', transport: 'idle', reconnect }],
    ['Not up to date|Reconnect', { status: 'connecting', transport: 'polling', isStale: true, reconnect }],
    ['Not up to date|Reconnect', { status: 'reconnecting', transport: 'idle', isStale: true, reconnect }],
    ['Not up to date', { status: 'connected', transport: 'polling', isStale: true, reconnect }],
    [
      'Not up to date · Connection refused|Reconnect',
      { status: 'disconnected', reason: 'refused', transport: 'polling', isStale: true, reconnect },
    ],
    [
      'Not up to date · Offline',
      { status: 'disconnected', reason: 'offline', transport: 'idle', isStale: true, reconnect },
    ],
  ])('says %s', (text, connection) => {
    const { container } = render(<ConnectionIndicator connection={connection} />)
    const texts = [...(container.firstElementChild?.childNodes ?? [])].map((node) => node.textContent)
    expect(texts.join('|')).toBe(text)
  })

  test('reconnects by keyboard', async () => {
    const spy = vi.fn<() => void>()
    render(<ConnectionIndicator connection={{ status: 'disconnected', reason: 'refused', reconnect: spy }} />)
    await userEvent.tab()
    expect(screen.getByRole('button', { name: 'Reconnect' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    expect(spy).toHaveBeenCalledOnce()
  })

  test('offers no button where it is told not to', () => {
    const connection = { status: 'disconnected', reason: 'refused', reconnect } as const
    render(<ConnectionIndicator connection={connection} showReconnect={false} />)
    expect(screen.queryByRole('button')).toBeNull()
  })

  test('is no live region: links come and go by themselves', () => {
    const { container } = render(<ConnectionIndicator connection={{ status: 'connected' }} />)
    expect(container.querySelector('[role], [aria-live]')).toBeNull()
  })
})

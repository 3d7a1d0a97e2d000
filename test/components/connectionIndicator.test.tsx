import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
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
      'No connection to the service · Polling|Reconnect',
      { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect },
    ],
    ['No connection to the service · Polling', { status: 'disconnected', reason: 'unreachable', transport: 'polling' }],
    ['Offline', { status: 'disconnected', reason: 'offline', transport: 'idle', reconnect }],
    ['Polling', { status: 'disconnected', reason: 'offline', transport: 'polling', isStale: false, reconnect }],
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

  test('says nothing in a server’s HTML, which can’t know, and its word once the page has taken over', async () => {
    const element = <ConnectionIndicator connection={{ status: 'idle', transport: 'idle' }} />
    const container = document.createElement('div')
    container.innerHTML = renderToString(element)
    expect(container.textContent).toBe('')
    await act(async () => void hydrateRoot(container, element))
    expect(container.textContent).toBe('Not connected')
    expect(renderToString(<ConnectionIndicator connection={{ status: 'connected' }} />)).toContain('Live')
  })

  test.each<[isQuiet: boolean, word: string, connection: ConnectionView]>([
    [true, 'Live', { status: 'connected', transport: 'socket' }],
    [true, 'Polling', { status: 'connecting', transport: 'polling' }],
    [false, 'Polling', { status: 'reconnecting', transport: 'polling', reconnect }],
    [false, 'Connecting…', { status: 'connecting', transport: 'idle' }],
    [false, 'Offline', { status: 'disconnected', reason: 'offline', transport: 'idle' }],
    [false, 'Not up to date', { status: 'connected', transport: 'polling', isStale: true }],
  ])('that it is quiet is %o where it would say %s', (isQuiet, word, connection) => {
    const { container } = render(<ConnectionIndicator connection={connection} />)
    const hidden = container.querySelector('[data-slot=ow-visually-hidden]')
    expect([hidden?.textContent, container.querySelector('[title]')?.getAttribute('title')]).toEqual(
      isQuiet ? [word, word] : [undefined, undefined],
    )
  })

  test('says words of the app in place of the dot’s silence', () => {
    const { container } = render(<ConnectionIndicator connection={{ status: 'connected' }}>Up</ConnectionIndicator>)
    expect(container.querySelector('[data-slot=ow-visually-hidden]')).toBeNull()
    expect(container.textContent).toBe('Up')
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

import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import 'onwire/styles.css'
import { LogFeedView } from '../../src/exports/covalent.js'
import { type ConnectionView, StatusTimeline } from '../../src/exports/index.js'
import { toFeed, toLogs } from './logFeeds.js'
import { timeline } from './timelines.js'

const slot = (name: string) => document.querySelector<HTMLElement>(`[data-slot=ow-${name}]`)!

test('A focused row that is scrolled out of sight leaves the focus to the viewport, and Tab goes on from there', async () => {
  await render(<LogFeedView feed={toFeed(toLogs(500, 500))} />)
  slot('feed-details').querySelector('summary')!.focus()
  // The keeper of the focus is loaded once a root stands, and finds it there.
  await vi.dynamicImportSettled()
  const viewport = slot('feed-viewport')
  viewport.scrollTop = viewport.scrollHeight / 2
  await expect.poll(() => document.activeElement).toBe(viewport)
  expect(viewport.scrollTop).toBeGreaterThan(1000)
  await userEvent.keyboard('{Tab}')
  expect(document.activeElement?.closest('[data-slot=ow-feed-row]')).not.toBeNull()
})

test('A button that is taken away leaves the focus to its place, which shows it', async () => {
  const draw = (connection: ConnectionView) => <StatusTimeline timeline={timeline} connection={connection} />
  const { rerender } = await render(draw({ status: 'disconnected', reason: 'refused', reconnect: () => {} }))
  await userEvent.keyboard('{Tab}')
  await vi.dynamicImportSettled()
  expect(document.activeElement).toBe(slot('reconnect-button'))
  await rerender(draw({ status: 'connected', transport: 'socket' }))
  await expect.poll(() => document.activeElement).toBe(slot('connection'))
  expect(getComputedStyle(slot('connection')).outlineStyle).toBe('solid')
})

import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusTimeline } from 'onwire'
import { useEffect, useMemo, useState } from 'react'
import { expect, within } from 'storybook/test'
import { gallery } from './support/gallery.js'
import { getTransactionHref } from './support/timelines.js'

const names: Record<string, string> = { 1: 'Ethereum', 10: 'Optimism', 8453: 'Base', 42161: 'Arbitrum' }
const getChainName = (chain: number | string) => names[chain]

const grid = { display: 'grid', gap: 20, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 22rem), 1fr))' }
const words = { getTransactionHref, getChainName, locale: 'en' }

/** Every state of a timeline on one page: under way, late, and each way in which it can end. */
const meta = {
  title: 'Components/StatusTimeline gallery',
  parameters: { controls: { disable: true } },
  render: () => (
    <div style={grid}>
      {gallery().map(({ title, support, ...props }) => (
        <section key={title} aria-label={title} style={{ minInlineSize: 0 }}>
          <p style={{ margin: '0 0 8px', fontSize: 12 }}>{title}</p>
          <StatusTimeline {...props} {...words}>
            <StatusTimeline.Support>{support}</StatusTimeline.Support>
          </StatusTimeline>
        </section>
      ))}
    </div>
  ),
} satisfies Meta

export default meta
type Story = StoryObj<typeof meta>

export const Light: Story = {
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText(/99.87 USDC arrived on Arbitrum/)).toBeVisible()
    await expect(canvas.getByText('Your funds were sent back')).toBeVisible()
    await expect(canvas.getAllByRole('list')).toHaveLength(gallery().length)
  },
}

export const Dark: Story = { globals: { theme: 'dark' } }
export const Rtl: Story = { globals: { direction: 'rtl' } }
export const Narrow: Story = { globals: { width: 'narrow' } }
/** In Arabic, which is read from the right. */
export const Arabic: Story = { globals: { locale: 'ar' } }

/** One line each: `variant="compact"`, or `StatusTimelineCompact` for a page that draws no steps. */
export const Compact: Story = {
  render: () => (
    <ul style={{ display: 'grid', gap: 10, margin: 0, padding: 0, maxInlineSize: 640, listStyle: 'none' }}>
      {gallery().map(({ title, support: _support, ...props }) => (
        <li key={title} style={{ minInlineSize: 0 }}>
          <StatusTimeline {...props} {...words} variant="compact" />
        </li>
      ))}
    </ul>
  ),
  play: async ({ canvasElement }) => {
    const rows = within(canvasElement).getAllByRole('listitem')
    await expect(rows).toHaveLength(gallery().length)
    for (const row of rows) await expect(row.getBoundingClientRect().height).toBeLessThan(32)
  },
}
export const CompactDark: Story = { ...Compact, globals: { theme: 'dark' } }
export const CompactRtl: Story = { ...Compact, globals: { direction: 'rtl' } }
export const CompactNarrow: Story = { ...Compact, globals: { width: 'narrow' } }

/** The steps in a row, where there is room for one: `orientation="horizontal"`. */
export const Horizontal: Story = {
  render: () => (
    <div style={{ display: 'grid', gap: 20 }}>
      {gallery().map(({ title, support: _support, ...props }) => (
        <StatusTimeline key={title} {...props} {...words} orientation="horizontal" />
      ))}
    </div>
  ),
}
export const HorizontalDark: Story = { ...Horizontal, globals: { theme: 'dark' } }
export const HorizontalRtl: Story = { ...Horizontal, globals: { direction: 'rtl' } }
/** Where there is no room for a row the steps stand below each other. */
export const HorizontalNarrow: Story = { ...Horizontal, globals: { width: 'narrow' } }

const tokens = [{ '--ow-size': '0.85' }, {}, { '--ow-size': '1.25', '--ow-width': '36rem' }]

/** Sizes are tokens too: `--ow-size` scales all of it, and `--ow-width` is as wide as it grows. */
export const Sizes: Story = {
  render: () => (
    <>
      {tokens.map((style, index) => (
        <div key={index} style={{ marginBlockEnd: 20, ...style }}>
          {gallery()
            .filter(({ title }) => title === 'Under way')
            .map(({ title, timeline, connection }) => (
              <StatusTimeline key={title} timeline={timeline} connection={connection} {...words} />
            ))}
        </div>
      ))}
    </>
  ),
}

const stages = ['Waiting for the deposit', 'Under way', 'Failed, and may come back', 'Sent back']

function Replay() {
  const [index, setIndex] = useState(0)
  const entries = useMemo(() => gallery(), [])
  const entry = entries.find(({ title }) => title === stages[Math.min(index, stages.length - 1)])
  // Four statuses within a moment, as a page sees them that comes back.
  useEffect(() => {
    if (index >= stages.length - 1) return undefined
    const timer = setTimeout(() => setIndex(index + 1), 100)
    return () => clearTimeout(timer)
  }, [index])
  return (
    <>
      <button type="button" onClick={() => setIndex(0)} style={{ marginBlockEnd: 12 }}>
        Again
      </button>
      {entry && <StatusTimeline timeline={entry.timeline} minDisplayMs={600} {...words} />}
    </>
  )
}

/** A burst is drawn one status after the other, so that it can be read: `minDisplayMs={600}`. */
export const Burst: Story = {
  render: () => <Replay />,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(await canvas.findByText('Your funds were sent back')).toBeVisible()
  },
}

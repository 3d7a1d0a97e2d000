import type { Meta, StoryObj } from '@storybook/react-vite'
import { StatusTimeline } from 'onwire'
import { expect, within } from 'storybook/test'
import { until } from './support/speed.js'
import { getTransactionHref, timelines } from './support/timelines.js'

/** Draws any `Timeline`, whatever made it, and needs no provider. */
const meta = {
  title: 'Components/StatusTimeline',
  component: StatusTimeline,
  args: { timeline: timelines.processing, getTransactionHref, locale: 'en', style: { maxInlineSize: 440 } },
} satisfies Meta<typeof StatusTimeline>

export default meta
type Story = StoryObj<typeof meta>

export const Waiting: Story = { args: { timeline: timelines.waiting } }

export const Processing: Story = {
  args: {
    timeline: timelines.processing,
    connection: { status: 'connected', transport: 'socket' },
  },
  play: async ({ canvasElement }) => {
    const items = within(canvasElement).getAllByRole('listitem')
    await expect(items.map((item) => item.getAttribute('aria-current'))).toEqual([null, 'step'])
    const page = within(canvasElement.ownerDocument.body)
    await until(() => expect(page.getByRole('status')).toBeEmptyDOMElement())
  },
}

export const Success: Story = {
  args: { timeline: timelines.success },
  play: async ({ canvasElement }) => {
    const [link] = within(canvasElement).getAllByRole('link')
    await expect(link).toHaveAccessibleName('Transaction 0xae08…c7a0')
    await expect(link).toHaveAttribute(
      'href',
      expect.stringMatching(/^https:\/\/optimistic\.etherscan\.io\/tx\/0xae08/),
    )
  },
}

export const Provisional: Story = {
  args: { timeline: timelines.provisional, connection: { status: 'connected', transport: 'socket' } },
}

export const Failure: Story = { args: { timeline: timelines.failure } }

/** The refund's chain isn't surely known, so that its hash is no link. */
export const Refund: Story = {
  args: { timeline: timelines.refund },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText('0x90ab…34cd').closest('a')).toBeNull()
  },
}

export const Cancelled: Story = { args: { timeline: timelines.cancelled } }

/** Nothing has been heard so far: the steps are a sketch of what will come. */
export const Pending: Story = { args: { timeline: timelines.unknown, isPending: true } }

export const Narrow: Story = {
  args: {
    timeline: timelines.refund,
    connection: { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect: () => {} },
  },
  globals: { width: 'narrow' },
}

export const Dark: Story = {
  args: {
    timeline: timelines.provisional,
    connection: { status: 'reconnecting', transport: 'polling', reconnect: () => {} },
  },
  globals: { theme: 'dark' },
}

export const Rtl: Story = {
  args: { timeline: timelines.success },
  globals: { direction: 'rtl' },
}

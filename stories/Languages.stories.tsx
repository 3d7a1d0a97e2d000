import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionIndicator, OnwireMessagesProvider, StatusTimeline } from 'onwire'
import { expect, within } from 'storybook/test'
import { ar, de } from './support/messages.js'
import { getTransactionHref, timelines } from './support/timelines.js'

/** All words come from one object, dates from `Intl`. What a language leaves out stays English. */
const meta = {
  title: 'Components/Languages',
  component: StatusTimeline,
  args: { timeline: timelines.refund, getTransactionHref, style: { maxInlineSize: 440 } },
} satisfies Meta<typeof StatusTimeline>

export default meta
type Story = StoryObj<typeof meta>

export const German: Story = {
  decorators: [
    (Story) => (
      <OnwireMessagesProvider messages={de} locale="de">
        <div lang="de" style={{ display: 'grid', gap: 12 }}>
          <Story />
          <ConnectionIndicator connection={{ status: 'reconnecting', transport: 'polling', reconnect: () => {} }} />
        </div>
      </OnwireMessagesProvider>
    ),
  ],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Erstattet', { selector: '[data-slot=ow-badge]' })).toBeVisible()
    await expect(canvas.getAllByText(/17\.12\.2025/)).toHaveLength(3)
  },
}

/** From right to left; hashes stay as they are. */
export const Arabic: Story = {
  args: {
    timeline: timelines.processing,
    connection: { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect: () => {} },
  },
  globals: { direction: 'rtl' },
  decorators: [
    (Story) => (
      <OnwireMessagesProvider messages={ar} locale="ar">
        <div lang="ar">
          <Story />
        </div>
      </OnwireMessagesProvider>
    ),
  ],
  play: async ({ canvasElement }) => {
    const [deposit] = within(canvasElement).getAllByRole('listitem')
    const indicator = deposit?.querySelector('[data-slot=ow-indicator]')
    const title = deposit?.querySelector('[data-slot=ow-title]')
    await expect(indicator!.getBoundingClientRect().left).toBeGreaterThan(title!.getBoundingClientRect().right)
  },
}

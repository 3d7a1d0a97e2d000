import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionIndicator, OnwireMessagesProvider, StatusTimeline } from 'onwire'
import { ar } from 'onwire/locales/ar'
import { de } from 'onwire/locales/de'
import { type Locale, loadLocale, localeNames } from 'onwire/locales'
import { expect, within } from 'storybook/test'
import { getTransactionHref, timelines } from './support/timelines.js'

/** All words come from one object, dates from `Intl`. Each language is loaded when it is asked for. */
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
      <OnwireMessagesProvider {...de}>
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
      <OnwireMessagesProvider {...ar}>
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

/** Every language that there is, side by side. */
export const All: Story = {
  loaders: [async () => ({ all: await Promise.all(localeNames.map(loadLocale)) })],
  render: (args, { loaded }) => {
    const all: readonly Locale[] = loaded['all']
    return (
      <div
        style={{ display: 'grid', gap: 12, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))' }}
      >
        {all.map((locale) => (
          <OnwireMessagesProvider key={locale.locale} {...locale}>
            <div lang={locale.locale} dir={locale.locale === 'ar' ? 'rtl' : 'ltr'}>
              <StatusTimeline {...args} />
            </div>
          </OnwireMessagesProvider>
        ))}
      </div>
    )
  },
  play: async ({ canvasElement }) => {
    for (const text of ['Refunded', 'Reembolsado', 'Возвращено', '返金済み', '환불됨', '已退款', 'Đã hoàn tiền'])
      await expect(within(canvasElement).getAllByText(text)[0]).toBeVisible()
  },
}

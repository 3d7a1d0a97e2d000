import type { Meta, StoryObj } from '@storybook/react-vite'
import { WebhookFeedView } from 'onwire/webhook-relay'
import { expect, fn, userEvent, within } from 'storybook/test'
import { kinds, start, toWebhook, toWebhookFeed } from './support/webhooks.js'

const webhooks = Array.from({ length: 30 }, (_webhook, nth) => toWebhook(nth))

/** Webhooks of a bucket, whatever way they came: in an app `WebhookFeed` calls the hook by itself; here is what it draws. */
const meta = {
  title: 'Webhook Relay/WebhookFeed',
  component: WebhookFeedView,
  args: { feed: toWebhookFeed(webhooks, { hasOlder: true }), locale: 'en', style: { maxInlineSize: 560 } },
} satisfies Meta<typeof WebhookFeedView>

export default meta
type Story = StoryObj<typeof meta>

/** Secrets are named, and not shown. */
export const Live: Story = {
  play: async ({ canvasElement }) => {
    const [first] = within(canvasElement).getAllByRole('listitem')
    await expect(first).toHaveTextContent('POST')
    await userEvent.click(within(first!).getByText('POST'))
    await userEvent.click(within(first!).getByText('4 headers'))
    await expect(within(first!).getAllByText('redacted')[0]).toBeVisible()
    await expect(canvasElement.innerHTML).not.toContain('quietquiet')
  },
}

/** Where the app says so, for who may see them. */
export const Revealed: Story = {
  args: { revealSecrets: true },
  play: async ({ canvasElement }) => {
    const [first] = within(canvasElement).getAllByRole('listitem')
    await userEvent.click(within(first!).getByText('POST'))
    await userEvent.click(within(first!).getByText('4 headers'))
    await expect(within(first!).getByText('Bearer quietquiet')).toBeVisible()
  },
}

/** JSON, a form, markup that stays text, bytes, a body that is cut, and nothing at all. */
export const Kinds: Story = {
  args: { feed: toWebhookFeed(kinds) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText(/output-1, output-2/)).toBeVisible()
    for (const row of canvas.getAllByRole('listitem').slice(0, 3)) await userEvent.click(row.querySelector('summary')!)
    await expect(canvas.getByText(/<b>It is text\.<\/b>/)).toBeVisible()
    await expect(canvasElement.querySelector('img')).toBeNull()
  },
}

/** A bucket that has only public outputs delivers nothing here. */
export const Empty: Story = {
  args: { feed: toWebhookFeed([]) },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).getByText(/only public outputs/)).toBeVisible()
  },
}

export const Paused: Story = {
  args: { feed: toWebhookFeed(webhooks, { isPaused: true, newCount: 3, resume: fn() }) },
  play: async ({ args, canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole('button', { name: '3 new' }))
    await expect(args.feed.resume).toHaveBeenCalledOnce()
  },
}

export const Gaps: Story = {
  args: {
    feed: toWebhookFeed(
      [
        { from: start + 1, to: undefined, isPending: true },
        toWebhook(0),
        { from: start - 90_000, to: start - 40_000, isPending: false },
        toWebhook(3),
      ],
      { loadOlder: fn(() => Promise.resolve()) },
    ),
  },
  play: async ({ args, canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Catching up…')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Load' }))
    await expect(args.feed.loadOlder).toHaveBeenCalledWith({ from: start - 90_000, to: start - 40_000 })
  },
}

export const Loading: Story = {
  args: { feed: toWebhookFeed([], { isPending: true, connection: { status: 'connecting', transport: 'idle' } }) },
}

export const Refused: Story = {
  args: {
    feed: toWebhookFeed([], {
      error: new Error('401'),
      connection: { status: 'disconnected', reason: 'refused', transport: 'idle', reconnect: () => {} },
    }),
  },
}

const everything = toWebhookFeed([...kinds, { from: start - 900_000, to: start - 400_000, isPending: false }])

export const Narrow: Story = { args: { feed: everything }, globals: { width: 'narrow' } }
export const Dark: Story = { args: { feed: everything }, globals: { theme: 'dark' } }
export const Rtl: Story = { args: { feed: everything }, globals: { direction: 'rtl' } }

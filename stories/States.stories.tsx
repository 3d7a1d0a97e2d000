import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionIndicator, type ConnectionView, StatusTimeline } from 'onwire'
import { LogFeed } from 'onwire/covalent'
import { IntentList, MempoolStats } from 'onwire/fusion'
import { WebhookFeed } from 'onwire/webhook-relay'
import type { ReactNode } from 'react'
import { expect } from 'storybook/test'
import { intent, stats } from './support/intents.js'
import { toFeed, toRows, toTransfer } from './support/logs.js'
import { timelines } from './support/timelines.js'
import { toWebhook, toWebhookFeed } from './support/webhooks.js'

/** One moment in which every component that lives on a service is drawn. */
interface Moment {
  readonly connection: ConnectionView
  /** True until the first answer. */
  readonly isPending?: boolean
  /** False where there is nothing to show. */
  readonly hasItems?: boolean
  readonly error?: Error
}

const reconnect = () => {}

/** Every state that a component can be in, whatever its service says; each in every component. */
const meta = {
  title: 'Start here/Every state',
  args: { connection: { status: 'connected', transport: 'socket' } },
  argTypes: { error: { control: false } },
  parameters: { docs: { source: { code: '<LogFeed.View feed={feed} />', language: 'tsx' } } },
  render: ({ connection, error = null, hasItems = !error, isPending = false }) => {
    const isEmpty = isPending || !hasItems
    const change = { connection: { ...connection, isPollable: true }, error, isPending }
    return (
      <div style={{ display: 'grid', gap: 24, gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 20rem), 1fr))' }}>
        <Shown title="StatusTimeline">
          <StatusTimeline timeline={timelines.processing} connection={connection} isPending={isPending} locale="en">
            {error && <StatusTimeline.Notice onRetry={reconnect}>It could not be loaded.</StatusTimeline.Notice>}
          </StatusTimeline>
        </Shown>
        <Shown title="StatusTimeline.Compact">
          <StatusTimeline.Compact timeline={timelines.processing} connection={connection} isPending={isPending} />
        </Shown>
        <Shown title="ConnectionIndicator">
          <ConnectionIndicator connection={connection} />
        </Shown>
        <Shown title="LogFeed.View">
          <LogFeed.View feed={toFeed(toRows(isEmpty ? [] : [toTransfer(0)]), change)} locale="en" title="Logs" />
        </Shown>
        <Shown title="WebhookFeed.View">
          <WebhookFeed.View feed={toWebhookFeed(isEmpty ? [] : [toWebhook(0)], change)} locale="en" title="Webhooks" />
        </Shown>
        <Shown title="IntentList.View">
          <IntentList.View feed={toFeedOf(isEmpty ? [] : [intent], change)} locale="en" title="Intents" />
        </Shown>
        <Shown title="MempoolStats.View">
          <MempoolStats.View
            stats={isEmpty ? undefined : stats}
            isPending={isPending}
            connection={connection}
            locale="en"
          />
        </Shown>
      </div>
    )
  },
  play: async ({ args: { connection, isPending }, canvasElement }) => {
    const roots = [...canvasElement.querySelectorAll<HTMLElement>('[data-slot][data-connection]')]
    // Seven, and an indicator in those that have one.
    await expect(roots.length).toBeGreaterThanOrEqual(7)
    const { isStale, reason, status, transport } = connection
    for (const { dataset } of roots) {
      await expect([dataset['connection'], dataset['reason'], dataset['transport']]).toEqual([
        status,
        reason,
        transport,
      ])
      await expect('stale' in dataset).toBe(Boolean(isStale))
    }
    const busy = canvasElement.querySelectorAll('[data-slot][aria-busy=true]')
    await expect(busy.length).toBe(isPending ? 6 : 0)
  },
} satisfies Meta<Moment>

export default meta
type Story = StoryObj<typeof meta>

function Shown({ children, title }: { readonly children: ReactNode; readonly title: string }) {
  return (
    <section aria-label={title}>
      <h2 style={{ fontSize: '0.875rem', fontWeight: 600, marginBlock: '0 8px' }}>{title}</h2>
      {children}
    </section>
  )
}

/** A list of intents at one moment, as its hook would return it. */
function toFeedOf(list: readonly (typeof intent)[], change: Parameters<typeof toWebhookFeed>[1] & object) {
  const { rows: _rows, ...rest } = toWebhookFeed([], change)
  return {
    ...rest,
    rows: {
      count: list.length,
      get: (index: number) => {
        const item = list[index]
        return item && ({ type: 'item', key: item.intentId, item, isRemoved: false } as const)
      },
      getItems: () => list,
    },
  }
}

/** News come by the socket. */
export const Live: Story = {}

/** There is no socket: the service is asked again and again. */
export const Polling: Story = { args: { connection: { status: 'reconnecting', transport: 'polling', reconnect } } }

/** Nothing is known yet. */
export const Loading: Story = { args: { connection: { status: 'connecting', transport: 'idle' }, isPending: true } }

/** There is nothing. */
export const Empty: Story = { args: { hasItems: false } }

/** The socket was lost a moment ago. */
export const Reconnecting: Story = { args: { connection: { status: 'reconnecting', transport: 'idle', reconnect } } }

/** What is shown may be older than what the service knows. */
export const Stale: Story = {
  args: { connection: { status: 'reconnecting', transport: 'idle', isStale: true, reconnect } },
}

/** This machine has no network. */
export const Offline: Story = {
  args: { connection: { status: 'disconnected', reason: 'offline', transport: 'idle', isStale: true, reconnect } },
}

/** The service lets nobody in. */
export const Refused: Story = {
  args: { connection: { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect } },
}

/** Nobody answers. */
export const Unreachable: Story = {
  args: { connection: { status: 'disconnected', reason: 'unreachable', transport: 'idle', isStale: true, reconnect } },
}

/** The first answer never came. */
export const Failed: Story = {
  args: { connection: { status: 'reconnecting', transport: 'polling', reconnect }, error: new Error('503') },
}

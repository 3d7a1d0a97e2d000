import type { Meta, StoryObj } from '@storybook/react-vite'
import { ConnectionIndicator, type ConnectionView } from 'onwire'
import { expect, fn, userEvent, within } from 'storybook/test'

/** How news arrive, in one word, with a button where a person can do something about it. */
const meta = {
  title: 'Components/ConnectionIndicator',
  component: ConnectionIndicator,
  args: { connection: { status: 'connected', transport: 'socket' } },
} satisfies Meta<typeof ConnectionIndicator>

export default meta
type Story = StoryObj<typeof meta>

const connections = {
  live: { status: 'connected', transport: 'socket' },
  connecting: { status: 'connecting', transport: 'idle' },
  polling: { status: 'reconnecting', transport: 'polling', reconnect: fn() },
  reconnecting: { status: 'reconnecting', transport: 'idle' },
  refused: { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect: fn() },
  unreachable: { status: 'disconnected', reason: 'unreachable', transport: 'polling', reconnect: fn() },
  stale: { status: 'connecting', transport: 'polling', isStale: true, reconnect: fn() },
  offline: { status: 'disconnected', reason: 'offline', transport: 'idle', reconnect: fn() },
  idle: { status: 'idle', transport: 'idle' },
} satisfies Record<string, ConnectionView>

export const Live: Story = { args: { connection: connections.live } }
export const Connecting: Story = { args: { connection: connections.connecting } }
export const Polling: Story = { args: { connection: connections.polling } }
export const Reconnecting: Story = { args: { connection: connections.reconnecting } }

export const Refused: Story = {
  args: { connection: connections.refused },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Connection refused · Polling')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Reconnect' }))
    await expect(connections.refused.reconnect).toHaveBeenCalledOnce()
  },
}

export const Unreachable: Story = { args: { connection: connections.unreachable } }

/** Neither the socket nor polling works: what is shown may be old. */
export const NotUpToDate: Story = {
  args: { connection: connections.stale },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByText('Not up to date')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Reconnect' }))
    await expect(connections.stale.reconnect).toHaveBeenCalledOnce()
  },
}

/** Without a network there is nothing to press. */
export const Offline: Story = {
  args: { connection: connections.offline },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole('button')).toBeNull()
  },
}

export const Idle: Story = { args: { connection: connections.idle } }

const all = (
  <div style={{ display: 'grid', justifyItems: 'start', gap: 8 }}>
    {Object.entries(connections).map(([name, connection]) => (
      <ConnectionIndicator key={name} connection={connection} />
    ))}
  </div>
)

export const All: Story = { render: () => all }
export const AllDark: Story = { render: () => all, globals: { theme: 'dark' } }

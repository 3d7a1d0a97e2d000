import type { Decorator } from '@storybook/react-vite'
import type { ConnectionView } from 'onwire'

const reconnect = () => {}
const connections: Readonly<Record<string, ConnectionView>> = {
  live: { status: 'connected', transport: 'socket' },
  polling: { status: 'reconnecting', transport: 'polling', reconnect },
  stale: { status: 'reconnecting', transport: 'idle', isStale: true, reconnect },
  offline: { status: 'disconnected', reason: 'offline', transport: 'idle', isStale: true, reconnect },
  refused: { status: 'disconnected', reason: 'refused', transport: 'polling', reconnect },
}

/** Puts the toolbar's connection in place of a story's own, where its arguments hold one. A simulated service has its own faults. */
export const withConnection: Decorator = (Story, { args, globals }) => {
  const connection = connections[globals['connection']]
  if (!connection) return <Story />
  const { feed }: { readonly feed?: object } = args
  return (
    <Story
      args={{
        ...args,
        ...('connection' in args || 'timeline' in args ? { connection } : {}),
        ...(feed ? { feed: { ...feed, connection } } : {}),
      }}
    />
  )
}

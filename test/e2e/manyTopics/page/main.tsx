import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createOnwire, OnwireProvider } from 'onwire'
import { bridge } from 'onwire/bridge'
import { relay, useRelayStatus } from 'onwire/relay'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { tapEvents } from '../../bridge/page/tapEvents.js'

/** All that the page has seen so far. */
export interface Seen {
  /** Each request's statuses in their order, by its id. */
  readonly shown: Record<string, string[]>
  /** The ids whose end an event stream has brought. */
  readonly pushed: string[]
  /** The ids that are live now. */
  readonly live: Set<string>
}

declare global {
  interface Window {
    readonly manySeen: Seen
  }
}

const seen: Seen = { shown: {}, pushed: [], live: new Set() }
Object.assign(window, { manySeen: seen })

const parameters = new URLSearchParams(location.search)
const requestIds = parameters.getAll('request')
const fetch = tapEvents(({ data, event }) => {
  if (event !== 'update') return
  const { data: received, key } = JSON.parse(data)
  if (received.status === 'success') seen.pushed.push(key)
})
const direct = parameters.get('direct')
const protocol = relay(direct ? JSON.parse(direct) : { via: bridge('/api/onwire', { fetch }) })
const onwire = createOnwire({ protocols: [protocol] })

function noteStatus(id: string, status: string | undefined) {
  if (status) (seen.shown[id] ??= []).push(status)
}

function noteLive(id: string, isLive: boolean) {
  if (isLive) seen.live.add(id)
  else seen.live.delete(id)
}

function Row({ requestId }: { readonly requestId: string }) {
  const { connection, data } = useRelayStatus({ requestId })
  const status = data?.status
  const isLive = connection.transport === 'socket'
  useEffect(() => noteStatus(requestId, status), [requestId, status])
  useEffect(() => noteLive(requestId, isLive), [isLive, requestId])
  return (
    <li>
      {requestId} {status}
    </li>
  )
}

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={new QueryClient()}>
    <OnwireProvider client={onwire}>
      <ol>
        {requestIds.map((id) => (
          <Row key={id} requestId={id} />
        ))}
      </ol>
    </OnwireProvider>
  </QueryClientProvider>,
)

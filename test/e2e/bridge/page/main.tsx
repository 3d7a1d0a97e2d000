import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createBrowserEnvironment, createOnwire, OnwireProvider } from 'onwire'
import { bridge } from 'onwire/bridge'
import { relay, type RelayStatusChange, RelayStatusTimeline, useRelayStatus } from 'onwire/relay'
import { recordSeen } from './recordSeen.js'
import { tapEvents } from './tapEvents.js'

const requestIds = new URLSearchParams(location.search).getAll('request')
const seen = recordSeen(requestIds)
Object.assign(window, { seen })

const fetch = tapEvents(({ data, event, id }) => {
  if (event !== 'update' || !id) return
  const { key, data: received } = JSON.parse(data)
  // What REST says of a request that it doesn't know: no webhook does.
  if (received.status === 'unknown') return
  seen[key]?.events.push(`${id} ${received.status} ${received.updatedAt}`)
})
/** A line that is lost is tried again after 1.5 s, and then 3 s, 6 s and 12 s later, in every run. */
const environment = { ...createBrowserEnvironment(), random: () => 0.3 }
const onwire = createOnwire({ environment, protocols: [relay({ via: bridge('/api/onwire', { fetch }) })] })

const toRow = ({ at, status }: RelayStatusChange) => (at === undefined ? status : `${status} ${at}`)

/** Every status that is known of the request: what is shown must be here. */
function History({ requestId }: { readonly requestId: string }) {
  const { data } = useRelayStatus({ requestId })
  return (
    <ol>
      {data?.history.map((change) => (
        <li key={toRow(change)} data-row={toRow(change)}>
          {toRow(change)}
        </li>
      ))}
    </ol>
  )
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <OnwireProvider client={onwire}>
        {requestIds.map((id) => (
          <section key={id} data-request={id}>
            <RelayStatusTimeline
              requestId={id}
              onUpdate={({ status, updatedAt }) => seen[id]?.updates.push(`${status} ${updatedAt ?? '-'}`)}
            />
            <History requestId={id} />
          </section>
        ))}
      </OnwireProvider>
    </QueryClientProvider>
  </StrictMode>,
)

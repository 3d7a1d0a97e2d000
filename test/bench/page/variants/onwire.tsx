import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createOnwire, OnwireProvider } from 'onwire'
import { relay, useRelayStatus } from 'onwire/relay'
import { renderRows, useRecord, type RowProps } from '../renderRows.js'
import type { Addresses } from '../variant.js'

export function start(requestIds: readonly string[], addresses: Addresses) {
  const queryClient = new QueryClient()
  const onwire = createOnwire({ protocols: [relay(addresses)] })
  return renderRows(requestIds, Row, (rows) => (
    <QueryClientProvider client={queryClient}>
      <OnwireProvider client={onwire}>{rows}</OnwireProvider>
    </QueryClientProvider>
  ))
}

function Row({ requestId }: RowProps) {
  const { data } = useRelayStatus({ requestId })
  useRecord(data?.updatedAt)
  return <p id={requestId}>{data && `${data.status} ${data.updatedAt}`}</p>
}

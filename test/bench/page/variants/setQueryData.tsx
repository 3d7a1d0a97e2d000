import { QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query'
import { renderRows, useRecord, type RowProps } from '../renderRows.js'
import { isUpdate, toSubscribe, type Addresses, type Frame } from '../variant.js'

const toKey = (requestId: string) => ['status', requestId] as const

/** TanStack Query, fed by hand: one `setQueryData` a message. */
export function start(requestIds: readonly string[], { url }: Addresses) {
  const queryClient = new QueryClient()
  const socket = new WebSocket(url)
  socket.onopen = () => {
    for (const id of requestIds) socket.send(JSON.stringify(toSubscribe(id)))
  }
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame: object = JSON.parse(data)
    if (isUpdate(frame)) queryClient.setQueryData(toKey(frame.data.requestId), frame.data)
  }
  return renderRows(requestIds, Row, (rows) => <QueryClientProvider client={queryClient}>{rows}</QueryClientProvider>)
}

function Row({ requestId }: RowProps) {
  const { data } = useQuery<Frame['data']>({ queryKey: toKey(requestId), queryFn: skipToken, staleTime: Infinity })
  useRecord(data?.updatedAt)
  return <p id={requestId}>{data && `${data.status} ${data.updatedAt}`}</p>
}

import { notifyManager, QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query'
import { renderRows, useRecord, type RowProps } from '../renderRows.js'
import { isUpdate, toSubscribe, type Addresses, type Frame } from '../variant.js'

const toKey = (requestId: string) => ['status', requestId] as const

/** The least that `useQuery` can cost: the newest of each id, written once a frame of the screen in one batch. No merge, no polling. */
export function start(requestIds: readonly string[], { url }: Addresses) {
  const queryClient = new QueryClient()
  const newest = new Map<string, Frame['data']>()
  const socket = new WebSocket(url)
  socket.onopen = () => {
    for (const id of requestIds) socket.send(JSON.stringify(toSubscribe(id)))
  }
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame: object = JSON.parse(data)
    if (!isUpdate(frame)) return
    if (newest.size === 0) requestAnimationFrame(flush)
    newest.set(frame.data.requestId, frame.data)
  }
  function flush() {
    notifyManager.batch(() => {
      for (const [requestId, status] of newest) queryClient.setQueryData(toKey(requestId), status)
    })
    newest.clear()
  }
  return renderRows(requestIds, Row, (rows) => <QueryClientProvider client={queryClient}>{rows}</QueryClientProvider>)
}

function Row({ requestId }: RowProps) {
  const { data } = useQuery<Frame['data']>({ queryKey: toKey(requestId), queryFn: skipToken, staleTime: Infinity })
  useRecord(data?.updatedAt)
  return <p id={requestId}>{data && `${data.status} ${data.updatedAt}`}</p>
}

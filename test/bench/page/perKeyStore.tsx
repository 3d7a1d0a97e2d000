import { useCallback, useSyncExternalStore } from 'react'
import { renderRows, useRecord, type RowProps } from './renderRows.js'
import { isUpdate, isWellFormed, toSubscribe, type Addresses, type Frame } from './variant.js'

/** The smallest thing that shows what a socket says: the newest of each id, and the listeners of each id. */
export function startStore(
  requestIds: readonly string[],
  { url }: Addresses,
  schedule: (write: () => void) => void,
): (requestId: string) => string {
  const statuses = new Map<string, Frame['data']>()
  const waiting = new Map<string, Frame['data']>()
  const listeners = new Map<string, () => void>()
  const socket = new WebSocket(url)
  socket.onopen = () => {
    for (const id of requestIds) socket.send(JSON.stringify(toSubscribe(id)))
  }
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame: object = JSON.parse(data)
    if (!isUpdate(frame) || !isWellFormed(frame)) return
    const isFirst = waiting.size === 0
    waiting.set(frame.data.requestId, frame.data)
    if (isFirst) schedule(write)
  }
  function write() {
    const written = [...waiting]
    waiting.clear()
    for (const [requestId, status] of written) statuses.set(requestId, status)
    for (const [requestId] of written) listeners.get(requestId)?.()
  }

  function Row({ requestId }: RowProps) {
    const subscribe = useCallback(
      (listener: () => void) => {
        listeners.set(requestId, listener)
        return () => listeners.delete(requestId)
      },
      [requestId],
    )
    const data = useSyncExternalStore(subscribe, () => statuses.get(requestId))
    useRecord(data?.updatedAt)
    return <p id={requestId}>{data && `${data.status} ${data.updatedAt}`}</p>
  }
  return renderRows(requestIds, Row)
}

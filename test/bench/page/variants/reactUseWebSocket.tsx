import { useEffect } from 'react'
import { ReadyState } from 'react-use-websocket'
// The package is CommonJS: from ES modules its default export is the whole of it.
import { useWebSocket } from 'react-use-websocket/dist/lib/use-websocket.js'
import { renderRows, useRecord, type RowProps } from '../renderRows.js'
import { toSubscribe, type Addresses, type Frame } from '../variant.js'

/** react-use-websocket: one shared socket, and a filter a component. */
export function start(requestIds: readonly string[], { url }: Addresses) {
  function Row({ requestId }: RowProps) {
    const { lastJsonMessage, readyState, sendJsonMessage } = useWebSocket<Frame | null>(url, {
      share: true,
      // Parsing each message in each component would be far dearer.
      filter: ({ data }: MessageEvent<string>) => data.includes(requestId) && data.startsWith('{"event"'),
    })
    useEffect(() => {
      if (readyState === ReadyState.OPEN) sendJsonMessage(toSubscribe(requestId))
    }, [readyState, requestId, sendJsonMessage])

    const status = lastJsonMessage?.data
    useRecord(status?.updatedAt)
    return <p id={requestId}>{status && `${status.status} ${status.updatedAt}`}</p>
  }
  return renderRows(requestIds, Row)
}

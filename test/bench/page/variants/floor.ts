import { toText } from '../../stream.mjs'
import { isUpdate, toSubscribe, type Addresses, type Frame } from '../variant.js'

/** What no client can do without: the socket, `JSON.parse`, a `Map` write. No React. */
export function start(requestIds: readonly string[], { url }: Addresses) {
  const statuses = new Map<string, Frame['data']>()
  const socket = new WebSocket(url)
  socket.onopen = () => {
    for (const id of requestIds) socket.send(JSON.stringify(toSubscribe(id)))
  }
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    const frame: object = JSON.parse(data)
    if (isUpdate(frame)) statuses.set(frame.data.requestId, frame.data)
  }
  return (requestId: string) => {
    const status = statuses.get(requestId)
    return status ? toText(status) : ''
  }
}

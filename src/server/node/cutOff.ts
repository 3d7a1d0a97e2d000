import type { NodeResponse } from './nodeTypes.js'

/** HTTP/2's INTERNAL_ERROR. Without a code the stream would end as if it were complete. */
const internalError = 2

/** Ends an answer so that its client sees that it is incomplete. */
export function cutOff(response: NodeResponse): void {
  if (response.stream) response.stream.close(internalError)
  else response.destroy()
}

import type { NodeResponse } from './nodeTypes.js'

/** True once the client has gone, or the response was cut off. */
export function isGone({ destroyed, stream }: NodeResponse): boolean {
  return destroyed ?? stream?.destroyed ?? false
}

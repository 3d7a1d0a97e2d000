import type { NodeResponse } from './nodeTypes.js'

/** Whether its client has gone, or it was cut. */
export function isGone({ destroyed, stream }: NodeResponse): boolean {
  return destroyed ?? stream?.destroyed ?? false
}

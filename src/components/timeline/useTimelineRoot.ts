import type { Timeline } from '../../core/contract/timeline.js'
import type { PartContext } from '../part/PartContext.js'
import { type TimelineState, toTimelineState } from '../status/toTimelineState.js'
import { need } from './need.js'

export interface UseTimelineRootReturnType {
  readonly timeline: Timeline
  readonly state: TimelineState
}

/** Binds a part to the `StatusTimeline.Root` around it: the part carries the timeline's state. For `createPart`. */
export function useTimelineRoot(part: string, { root }: PartContext): UseTimelineRootReturnType {
  const { timeline } = need(root, 'Root timeline', part)
  return { timeline, state: toTimelineState(timeline) }
}

import type { TimelineStep } from '../../core/contract/timeline.js'
import type { PartContext } from '../part/PartContext.js'
import { need } from './need.js'
import { type ItemState, toItemState } from './toItemState.js'

export interface UseTimelineItemReturnType {
  readonly step: TimelineStep
  readonly state: ItemState
}

/** Binds a part to the `StatusTimeline.Item` around it: the part carries its step's state. For `createPart`. */
export function useTimelineItem(part: string, context: PartContext): UseTimelineItemReturnType {
  const step = need(context.step, 'Item step', part)
  return { step, state: toItemState(step) }
}

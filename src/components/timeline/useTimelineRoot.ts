'use client'

import type { PartContext, TimelineRoot } from '../part/PartContext.js'
import { needTimeline } from '../part/needTimeline.js'

/** Binds a part to the `StatusTimeline.Root` around it: the part carries the timeline's state. For `createPart`. */
export function useTimelineRoot(part: string, { root }: PartContext): TimelineRoot {
  return needTimeline(root, 'Root timeline', part)
}

'use client'

import type { PartContext, TimelineItem } from '../part/PartContext.js'
import { needTimeline } from '../part/needTimeline.js'

/** Binds a part to the `StatusTimeline.Item` around it: the part carries its step's state. For `createPart`. */
export function useTimelineItem(part: string, { item }: PartContext): TimelineItem {
  return needTimeline(item, 'Item step', part)
}

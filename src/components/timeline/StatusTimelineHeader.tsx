'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineHeaderProps extends PartProps<'div', TimelineState> {}

/** Draws the row above the steps: a badge, a connection, anything that belongs to the whole. */
export const StatusTimelineHeader = /* @__PURE__ */ createPart(
  'StatusTimeline.Header',
  'ow-header',
  'div',
  useTimelineRoot,
  (props: StatusTimelineHeaderProps) => props,
)

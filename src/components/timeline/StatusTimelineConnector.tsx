'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineConnectorProps extends PartProps<'span', ItemState> {}

/** Draws the line from a step to the next one. It says nothing that the indicator doesn't. */
export const StatusTimelineConnector = /* @__PURE__ */ createPart(
  'StatusTimeline.Connector',
  'ow-connector',
  'span',
  useTimelineItem,
  (props: StatusTimelineConnectorProps) => ({ 'aria-hidden': true, ...props }),
)

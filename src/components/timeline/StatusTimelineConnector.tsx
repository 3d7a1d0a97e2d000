'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { ItemState } from './toItemState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineConnectorProps extends PartProps<'span', ItemState> {}

/** Draws the line from a step to the next one. It says nothing that the indicator doesn't. */
export const StatusTimelineConnector = /* @__PURE__ */ createPart({
  name: 'StatusTimeline.Connector',
  slot: 'ow-connector',
  tag: 'span',
  useParent: useTimelineItem,
  useDrawing: (props: StatusTimelineConnectorProps) => ({ attributes: { 'aria-hidden': true, ...props } }),
})

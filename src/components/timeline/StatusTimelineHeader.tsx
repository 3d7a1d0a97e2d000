'use client'

import type { PartProps } from '../part/createPart.js'
import type { TimelineState } from '../status/toTimelineState.js'
import { createRootPart } from './createRootPart.js'

export type StatusTimelineHeaderProps = PartProps<'div', TimelineState>

/** The row above the steps: a badge, a connection, whatever belongs to the whole. */
export const StatusTimelineHeader = /* @__PURE__ */ createRootPart<'div', StatusTimelineHeaderProps>(
  'Header',
  'div',
  (props) => props,
)

'use client'

import type { PartProps } from '../part/createPart.js'
import { createItemPart } from './createItemPart.js'
import type { ItemState } from './toItemState.js'

export type StatusTimelineConnectorProps = PartProps<'span', ItemState>

/** The line from a step to the next one. It says nothing that the indicator doesn't. */
export const StatusTimelineConnector = /* @__PURE__ */ createItemPart<'span', StatusTimelineConnectorProps>(
  'Connector',
  'span',
  (props) => ({ 'aria-hidden': true, ...props }),
)

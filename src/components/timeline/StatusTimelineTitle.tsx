'use client'

import type { PartProps } from '../part/createPart.js'
import { createItemPart } from './createItemPart.js'
import type { ItemState } from './toItemState.js'
import { toStepTitle } from './toStepTitle.js'

export type StatusTimelineTitleProps = PartProps<'span', ItemState>

/** A step's name, by default from the messages. */
export const StatusTimelineTitle = /* @__PURE__ */ createItemPart<'span', StatusTimelineTitleProps>(
  'Title',
  'span',
  (props, step, { messages }) => ({ children: toStepTitle(step, messages), ...props }),
)

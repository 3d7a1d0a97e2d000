'use client'

import type { ReactNode } from 'react'
import type { TimelineStep } from '../../core/contract/timeline.js'
import type { PartProps } from '../part/createPart.js'
import type { TimelineState } from '../status/toTimelineState.js'
import { createRootPart } from './createRootPart.js'
import { StatusTimelineItem } from './StatusTimelineItem.js'

export interface StatusTimelineListProps extends Omit<PartProps<'ol', TimelineState>, 'children'> {
  /** The items, or a function that makes one of each step. By default each step is drawn as an item. */
  readonly children?: ReactNode | ((step: TimelineStep, index: number) => ReactNode)
}

/** The steps, in order. */
export const StatusTimelineList = /* @__PURE__ */ createRootPart<'ol', StatusTimelineListProps>(
  'List',
  'ol',
  ({ children = toItem, ...props }, { steps }, { messages }) => ({
    // Safari takes the list away from a list without bullets.
    role: 'list',
    'aria-label': messages.steps,
    ...props,
    children: typeof children === 'function' ? steps.map(children) : children,
  }),
)

/** Of two steps with one id the later one is known by its place. */
const toItem = (step: TimelineStep, index: number, steps: readonly TimelineStep[]) => (
  <StatusTimelineItem key={steps.findIndex(({ id }) => id === step.id) < index ? `#${index}` : step.id} step={step} />
)

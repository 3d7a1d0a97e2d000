'use client'

import type { ReactNode } from 'react'
import type { Timeline, TimelineStep } from '../../core/contract/timeline.js'
import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { StatusTimelineItem } from './StatusTimelineItem.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineListProps extends Omit<PartProps<'ol', TimelineState>, 'children'> {
  /** The items, or a function that makes one of each step. By default each step is drawn as an item. */
  readonly children?: ReactNode | ((step: TimelineStep, index: number, steps: readonly TimelineStep[]) => ReactNode)
}

/** Draws the steps, in order. Of a failure it leaves out those that were skipped, but for the refund. */
export const StatusTimelineList = /* @__PURE__ */ createPart(
  'StatusTimeline.List',
  'ow-list',
  'ol',
  useTimelineRoot,
  ({ children = toItem, ...props }: StatusTimelineListProps, { timeline }, { messages }) => ({
    // Safari takes the list away from a list without bullets.
    role: 'list',
    'aria-label': messages.steps,
    ...props,
    children: typeof children === 'function' ? toDrawn(timeline).map(children) : children,
  }),
)

/** Leaves out the skipped steps of what has failed: they would stand between the failure and its refund. */
function toDrawn({ outcome, steps }: Timeline): readonly TimelineStep[] {
  const hasFailed = outcome === 'failure' || outcome === 'refund'
  return hasFailed ? steps.filter(({ id, state }) => state !== 'skipped' || id === 'refund') : steps
}

/** Keys a step by its id; the later one of two steps with one id by its place. */
const toItem = (step: TimelineStep, index: number, steps: readonly TimelineStep[]) => (
  <StatusTimelineItem key={steps.findIndex(({ id }) => id === step.id) < index ? `#${index}` : step.id} step={step} />
)

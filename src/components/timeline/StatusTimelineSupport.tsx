'use client'

import type { ReactNode } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { StatusTimelineCopyIdButton } from './StatusTimelineCopyIdButton.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineSupportProps extends PartProps<'div', TimelineState> {
  /** The button that copies the id; `<StatusTimeline.CopyIdButton />` by default. */
  readonly button?: ReactNode
}

/**
 * Draws a row for somebody who needs help: the id, to be copied, and after it the children, such as a link to your
 * support. It is there where it has failed, or takes longer than was expected; else nothing is drawn.
 */
export const StatusTimelineSupport = /* @__PURE__ */ createPart(
  'StatusTimeline.Support',
  'ow-support',
  'div',
  useTimelineRoot,
  (
    { button = <StatusTimelineCopyIdButton />, children, ...props }: StatusTimelineSupportProps,
    { timeline: { isLate, outcome } },
  ) =>
    isLate || outcome === 'failure' || outcome === 'refund'
      ? {
          ...props,
          children: (
            <>
              {button}
              {children}
            </>
          ),
        }
      : undefined,
)

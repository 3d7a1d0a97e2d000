'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { StatusTimelineDescription } from './StatusTimelineDescription.js'
import { StatusTimelineTitle } from './StatusTimelineTitle.js'
import { StatusTimelineTransactionLink } from './StatusTimelineTransactionLink.js'
import { StepClock } from './StepClock.js'
import type { ItemState } from '../part/timelineState.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineContentProps extends PartProps<'div', ItemState> {}

/** Draws a step's words, beside its indicator. Without children: its title, time, description and transactions. */
export const StatusTimelineContent = /* @__PURE__ */ createPart(
  'StatusTimeline.Content',
  'ow-content',
  'div',
  useTimelineItem,
  (props: StatusTimelineContentProps, { step }) => ({
    children: (
      <>
        <StatusTimelineTitle />
        <StepClock />
        <StatusTimelineDescription />
        {step.transactions.map((transaction, index) => (
          <StatusTimelineTransactionLink key={`${index} ${transaction.hash}`} transaction={transaction} />
        ))}
      </>
    ),
    ...props,
  }),
)

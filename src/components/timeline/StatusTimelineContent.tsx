'use client'

import type { PartProps } from '../part/createPart.js'
import { createItemPart } from './createItemPart.js'
import { StatusTimelineDescription } from './StatusTimelineDescription.js'
import { StatusTimelineTitle } from './StatusTimelineTitle.js'
import { StatusTimelineTransactionLink } from './StatusTimelineTransactionLink.js'
import { StepClock } from './StepClock.js'
import type { ItemState } from './toItemState.js'

export type StatusTimelineContentProps = PartProps<'div', ItemState>

/** What a step says, beside its indicator. Without children: its title, time, description and transactions. */
export const StatusTimelineContent = /* @__PURE__ */ createItemPart<'div', StatusTimelineContentProps>(
  'Content',
  'div',
  (props, { transactions }) => ({
    children: (
      <>
        <StatusTimelineTitle />
        <StepClock />
        <StatusTimelineDescription />
        {transactions.map((transaction, index) => (
          <StatusTimelineTransactionLink key={`${index} ${transaction.hash}`} transaction={transaction} />
        ))}
      </>
    ),
    ...props,
  }),
)

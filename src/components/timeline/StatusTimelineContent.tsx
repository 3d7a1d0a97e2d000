'use client'

import { forwardRef, type ReactElement } from 'react'
import { type PartProps, usePart } from '../part/usePart.js'
import { StatusTimelineDescription } from './StatusTimelineDescription.js'
import { StatusTimelineTime } from './StatusTimelineTime.js'
import { StatusTimelineTitle } from './StatusTimelineTitle.js'
import { StatusTimelineTransactionLink } from './StatusTimelineTransactionLink.js'
import { useTimelineStep } from './TimelineContext.js'
import { type ItemState, toItemState } from './toItemState.js'

export type StatusTimelineContentProps = PartProps<'div', ItemState>

/** What a step says, beside its indicator. Without children: its title, time, description and transactions. */
export const StatusTimelineContent = forwardRef<HTMLDivElement, StatusTimelineContentProps>(
  function StatusTimelineContent(props, ref): ReactElement {
    const step = useTimelineStep('StatusTimeline.Content')
    return usePart({
      tag: 'div',
      slot: 'content',
      state: toItemState(step),
      own: {
        children: (
          <>
            <StatusTimelineTitle />
            <StatusTimelineTime />
            <StatusTimelineDescription />
            {step.transactions.map((transaction, index) => (
              <StatusTimelineTransactionLink key={`${index} ${transaction.hash}`} transaction={transaction} />
            ))}
          </>
        ),
      },
      props,
      ref,
    })
  },
)

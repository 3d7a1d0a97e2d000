'use client'

import { forwardRef, type ReactElement } from 'react'
import type { TimelineTransaction } from '../../core/timeline.js'
import { TransactionLink, type TransactionLinkProps } from '../status/TransactionLink.js'
import { useTimelineRoot, useTimelineStep } from './TimelineContext.js'

export interface StatusTimelineTransactionLinkProps extends Omit<TransactionLinkProps, 'hash' | 'href'> {
  /** One of the step's transactions. */
  readonly transaction: TimelineTransaction
}

/** A transaction of the step, linked where the root's `getTransactionHref` knows its page. */
export const StatusTimelineTransactionLink = forwardRef<HTMLAnchorElement, StatusTimelineTransactionLinkProps>(
  function StatusTimelineTransactionLink({ transaction, ...props }, ref): ReactElement {
    const { getTransactionHref } = useTimelineRoot('StatusTimeline.TransactionLink')
    useTimelineStep('StatusTimeline.TransactionLink')
    return <TransactionLink {...props} hash={transaction.hash} href={getTransactionHref?.(transaction)} ref={ref} />
  },
)

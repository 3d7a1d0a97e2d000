'use client'

import type { TimelineTransaction } from '../../core/contract/timeline.js'
import { createPart } from '../part/createPart.js'
import { drawTransaction, type TransactionLinkProps } from '../status/TransactionLink.js'
import { useTimelineItem } from './useTimelineItem.js'

export interface StatusTimelineTransactionLinkProps extends Omit<TransactionLinkProps, 'hash' | 'href'> {
  /** One of the step's transactions. */
  readonly transaction: TimelineTransaction
}

/** Draws a transaction of the step, linked where the root's `getTransactionHref` knows its page. */
export const StatusTimelineTransactionLink = /* @__PURE__ */ createPart(
  'StatusTimeline.TransactionLink',
  'ow-transaction',
  'a',
  function useDrawing({ transaction, ...props }: StatusTimelineTransactionLinkProps, context, name) {
    useTimelineItem(name, context)
    const href = context.root?.getTransactionHref?.(transaction)
    return drawTransaction({ ...props, hash: transaction.hash, href }, context)
  },
)

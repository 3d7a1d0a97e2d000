'use client'

import type { TimelineTransaction } from '../../core/contract/timeline.js'
import { createPart } from '../part/createPart.js'
import { drawTransaction, type TransactionLinkProps, type TransactionLinkState } from '../status/TransactionLink.js'
import { need } from './need.js'

export interface StatusTimelineTransactionLinkProps extends Omit<TransactionLinkProps, 'hash' | 'href'> {
  /** One of the step's transactions. */
  readonly transaction: TimelineTransaction
}

/** A transaction of the step, linked where the root's `getTransactionHref` knows its page. */
export const StatusTimelineTransactionLink = /* @__PURE__ */ createPart<
  'a',
  TransactionLinkState,
  StatusTimelineTransactionLinkProps
>('StatusTimeline.TransactionLink', 'transaction', 'a', ({ transaction, ...props }, around, name) => {
  need(around.step, 'Item step', name)
  const href = around.root?.getTransactionHref?.(transaction)
  return drawTransaction({ ...props, hash: transaction.hash, href }, around)
})

'use client'

import { useContext } from 'react'
import { createPart } from '../part/createPart.js'
import { drawTransaction, type TransactionLinkProps } from '../status/TransactionLink.js'
import { LogHrefContext } from './LogContext.js'
import { useLogItem } from './useLogItem.js'

export interface LogFeedTransactionLinkProps extends Omit<TransactionLinkProps, 'hash' | 'href'> {}

/** Draws the event's transaction, linked where its page in an explorer is known. */
export const LogFeedTransactionLink = /* @__PURE__ */ createPart({
  name: 'LogFeed.TransactionLink',
  slot: 'ow-transaction',
  tag: 'a',
  useDrawing(props: LogFeedTransactionLinkProps, context) {
    const { event } = useLogItem(context.name, context)
    const getHref = useContext(LogHrefContext)
    return drawTransaction({ ...props, hash: event.tx_hash, href: getHref(event) }, context)
  },
})

'use client'

import { useContext } from 'react'
import { createPart } from '../part/createPart.js'
import { drawTransaction, type TransactionLinkProps } from '../status/TransactionLink.js'
import { LogHrefContext } from './LogContext.js'
import { useLogItem } from './useLogItem.js'

export interface LogFeedTransactionLinkProps extends Omit<TransactionLinkProps, 'hash' | 'href'> {}

/** Draws the event's transaction, linked where its page in an explorer is known. */
export const LogFeedTransactionLink = /* @__PURE__ */ createPart(
  'LogFeed.TransactionLink',
  'ow-transaction',
  'a',
  function useDrawing(props: LogFeedTransactionLinkProps, context, name) {
    const { event } = useLogItem(name, context)
    const getHref = useContext(LogHrefContext)
    return drawTransaction({ ...props, hash: event.tx_hash, href: getHref(event) }, context)
  },
)

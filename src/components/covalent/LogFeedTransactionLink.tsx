'use client'

import { useContext } from 'react'
import { createPart } from '../part/createPart.js'
import { drawTransaction, type TransactionLinkProps, type TransactionLinkState } from '../status/TransactionLink.js'
import { LogHrefContext, useLog } from './LogContext.js'

export type LogFeedTransactionLinkProps = Omit<TransactionLinkProps, 'hash' | 'href'>

/** The event's transaction, linked where its page in an explorer is known. */
export const LogFeedTransactionLink = /* @__PURE__ */ createPart<
  'a',
  TransactionLinkState,
  LogFeedTransactionLinkProps
>('LogFeed.TransactionLink', 'transaction', 'a', function useLink(props, around, name) {
  const event = useLog(name)
  const getHref = useContext(LogHrefContext)
  return drawTransaction({ ...props, hash: event.tx_hash, href: getHref(event) }, around)
})

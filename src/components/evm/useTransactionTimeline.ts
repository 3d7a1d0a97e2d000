'use client'

import { useEffect, useMemo, useState } from 'react'
import type { Timeline, TimelineTransaction } from '../../core/contract/timeline.js'
import { toLogEventUrl } from '../../protocols/shared/logs/explorer.js'
import type { TransactionStatus } from '../../protocols/shared/transaction/transactionStatus.js'
import { toTransactionTimeline } from '../../protocols/shared/transaction/transactionTimeline.js'
import { getNodeEngine } from '../../react/evm/getNodeEngine.js'
import { useTransactionStatus, type UseTransactionStatusParameters } from '../../react/evm/useTransactionStatus.js'
import { useOnwire } from '../../react/client/OnwireProvider.js'
import type { Words } from '../messages/words.js'
import { usePartContext } from '../part/PartContext.js'
import {
  type FollowedParameter,
  type LiveTimeline,
  type LiveTimelineOptions,
  toLiveTimeline,
} from '../timeline/toLiveTimeline.js'
import { toShortHash } from '../text/toShortHash.js'
import { toTransactionMessages, type TransactionMessages } from '../transaction/transactionMessages.js'
import { toTransactionText } from '../transaction/toTransactionText.js'

/** The hook hands all other props to the root. `getTransactionHref` leads to Etherscan and its kin by default. */
export interface UseTransactionTimelineParameters
  extends Pick<UseTransactionStatusParameters, 'hash' | 'chain' | FollowedParameter>, LiveTimelineOptions {}

export interface UseTransactionTimelineReturnType extends LiveTimeline {}

/** Follows a transaction, and returns all that `TransactionTimeline` draws: for the same, composed by hand. */
export function useTransactionTimeline(parameters: UseTransactionTimelineParameters): UseTransactionTimelineReturnType {
  const { hash, chain, protocolId, enabled, pollingIntervalMs, priority, onUpdate, onSettled, ...rest } = parameters
  const followed = { hash, chain, protocolId, enabled, pollingIntervalMs, priority, onUpdate, onSettled }
  const { locale, messages } = usePartContext(rest)
  const result = useTransactionStatus(followed)
  const { data } = result
  const { chainId } = getNodeEngine(useOnwire(), { chain, protocolId }).protocol
  const words = toTransactionMessages(messages, useLanguage(messages.transactions?.load))
  const told = useMemo(() => toTransactionTimeline(data, chainId), [chainId, data])
  const timeline = useMemo(() => toTold(told, data, words, locale), [data, locale, told, words])
  const notice = told.phase === 'unknown' && data ? messages.unknown : undefined
  const titles = { ...words.titles, ...rest.messages?.titles }
  return toLiveTimeline({ id: hash, enabled }, result, messages, notice, {
    getTransactionHref: toHref,
    ...rest,
    title: rest.title ?? (hash && messages.transaction(toShortHash(hash))),
    messages: { ...rest.messages, titles },
    timeline,
  })
}

const toHref = ({ chainId = 0, hash }: TimelineTransaction) => toLogEventUrl(chainId, { tx_hash: hash })

/** The language's words once they are here; English until then, and on a server. */
function useLanguage(load: (() => Promise<{ transactionWords: TransactionMessages }>) | undefined) {
  const [loaded, setLoaded] = useState<TransactionMessages>()
  useEffect(() => {
    load?.().then(
      ({ transactionWords }) => setLoaded(transactionWords),
      () => {},
    )
  }, [load])
  return load && loaded
}

/** The step where the transaction is says how it goes on. */
function toTold(
  timeline: Timeline,
  data: TransactionStatus | undefined,
  words: TransactionMessages,
  locale: Words['locale'],
): Timeline {
  const detail = data && toTransactionText(data, words, locale)
  if (!detail) return timeline
  const id = data.status === 'dropped' ? 'sent' : data.status === 'included' ? 'confirmed' : 'included'
  return { ...timeline, steps: timeline.steps.map((step) => (step.id === id ? { ...step, detail } : step)) }
}

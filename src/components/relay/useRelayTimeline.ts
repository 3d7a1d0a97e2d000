'use client'

import { useMemo } from 'react'
import type { TimelineSide, TimelineTransaction } from '../../core/contract/timeline.js'
import { toRelayTimeline, toTransactionUrl } from '../../protocols/relay/index.js'
import { useRelayChains } from '../../react/relay/useRelayChains.js'
import { useRelayStatus, type UseRelayStatusParameters } from '../../react/relay/useRelayStatus.js'
import type { DepositTx } from '../../react/relay/useDepositTx.js'
import { useDrawnDeposit } from './useDrawnDeposit.js'
import { useLateness } from './useLateness.js'
import { useSuccessor } from './useSuccessor.js'
import { useRelayReasons } from './useRelayReasons.js'
import { usePartContext } from '../part/PartContext.js'
import {
  type FollowedParameter,
  type LiveTimeline,
  type LiveTimelineOptions,
  toLiveTimeline,
} from '../timeline/toLiveTimeline.js'

/**
 * The hook hands all other props to the root, `getTransactionHref` among them: by default Relay names the explorers.
 */
export interface UseRelayTimelineParameters
  extends Pick<UseRelayStatusParameters, 'requestId' | FollowedParameter>, LiveTimelineOptions {
  /** The quote's `refundTo`: after a failure funds then should come back, and not only may. */
  readonly refundTo?: string | undefined
  /**
   * How long it takes from the deposit to the end, in ms: the quote's `details.timeEstimate` × 1000. A request that
   * takes longer says so, and has `data-late`. None by default: nothing is said then.
   */
  readonly expectedMs?: number | undefined
  /** The quote's side of the sender, for the summary. Each fact that the service tells comes before it. */
  readonly from?: TimelineSide | undefined
  /** The quote's side of the recipient, for the summary. Each fact that the service tells comes before it. */
  readonly to?: TimelineSide | undefined
  /**
   * The deposit's own transaction, and who reads its chain: the step of the deposit then says that it waits for a
   * block, was replaced, cancelled, dropped or has reverted, as long as Relay hasn't seen it.
   */
  readonly depositTx?: DepositTx | undefined
}

export interface UseRelayTimelineReturnType extends LiveTimeline {}

/**
 * Follows a Relay request, or the one that took its place, and returns all that `RelayStatusTimeline` draws: for the
 * same, composed by hand.
 */
export function useRelayTimeline(parameters: UseRelayTimelineParameters): UseRelayTimelineReturnType {
  const {
    requestId: first,
    protocolId,
    enabled,
    pollingIntervalMs,
    priority,
    onUpdate,
    onSettled,
    refundTo,
    expectedMs,
    from,
    to,
    depositTx,
    ...rest
  } = parameters
  const words = usePartContext(rest)
  const { messages } = words
  const { requestId, follow } = useSuccessor(first)
  const result = useRelayStatus({ requestId, protocolId, enabled, pollingIntervalMs, priority, onUpdate, onSettled })
  const { data, isSettled } = result
  follow(data?.supersededBy)
  const told = useMemo(
    () => toRelayTimeline(data, { expectedMs, from, isSettled, refundTo, to }),
    [data, expectedMs, from, isSettled, refundTo, to],
  )
  const drawn = useDrawnDeposit(told, data, depositTx, words)
  // Nothing was deposited, as far as is known: of a transaction that is known its own step speaks.
  const isLate = useLateness(data, drawn === told ? drawn.phase : 'unknown', expectedMs)
  const timeline = useMemo(() => (isLate ? { ...drawn, isLate } : drawn), [drawn, isLate])
  const reasons = useRelayReasons(
    Boolean(timeline.reason) || timeline.steps.some(({ detail }) => detail),
    messages,
    rest.messages,
  )
  const hasLinks = timeline.steps.some(({ transactions }) => transactions.some(({ chainId }) => chainId !== undefined))
  const { data: chains } = useRelayChains({ protocolId, enabled: hasLinks })
  const [toName, toHref] = useMemo(() => {
    const find = (chain: number | string | undefined) => chains?.find(({ id }) => id === chain)
    return [
      (chain: number | string) => find(chain)?.displayName,
      ({ chainId, hash }: TimelineTransaction) => toTransactionUrl(find(chainId), hash),
    ] as const
  }, [chains])
  const { late, undeposited, unknown } = messages
  const lateness = isLate ? (drawn.phase === 'waiting' ? undeposited : late) : undefined
  const notice = drawn.phase === 'unknown' && data ? unknown : lateness
  const getChainName = rest.getChainName ?? toName
  const getTransactionHref = rest.getTransactionHref ?? toHref
  return toLiveTimeline({ id: requestId, enabled }, result, messages, notice, {
    ...rest,
    messages: reasons,
    timeline,
    getChainName,
    getTransactionHref,
  })
}

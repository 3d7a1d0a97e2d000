'use client'

import { useCallback, useMemo } from 'react'
import type { TimelineTransaction } from '../../core/contract/timeline.js'
import { toRelayTimeline, toTransactionUrl } from '../../protocols/relay/index.js'
import { useRelayChains } from '../../react/relay/useRelayChains.js'
import { useRelayStatus, type UseRelayStatusParameters } from '../../react/relay/useRelayStatus.js'
import { usePartContext } from '../part/PartContext.js'
import { type LiveTimeline, type LiveTimelineOptions, toLiveTimeline } from '../timeline/toLiveTimeline.js'

/**
 * The hook hands all other props to the root, `getTransactionHref` among them: by default Relay names the explorers.
 */
export interface UseRelayTimelineParameters
  extends
    Pick<
      UseRelayStatusParameters,
      'requestId' | 'protocolId' | 'enabled' | 'pollingIntervalMs' | 'onUpdate' | 'onSettled'
    >,
    LiveTimelineOptions {}

export interface UseRelayTimelineReturnType extends LiveTimeline {}

/** Follows a Relay request, and returns all that `RelayStatusTimeline` draws: for the same, composed by hand. */
export function useRelayTimeline(parameters: UseRelayTimelineParameters): UseRelayTimelineReturnType {
  const { requestId, protocolId, enabled, pollingIntervalMs, onUpdate, onSettled, ...rest } = parameters
  const { messages } = usePartContext(rest)
  const result = useRelayStatus({ requestId, protocolId, enabled, pollingIntervalMs, onUpdate, onSettled })
  const { data, isSettled } = result
  const timeline = useMemo(() => toRelayTimeline(data, { isSettled }), [data, isSettled])
  const hasLinks = timeline.steps.some(({ transactions }) => transactions.some(({ chainId }) => chainId !== undefined))
  const { data: chains } = useRelayChains({ protocolId, enabled: hasLinks })
  const toHref = useCallback(
    ({ chainId, hash }: TimelineTransaction) =>
      toTransactionUrl(
        chains?.find(({ id }) => id === chainId),
        hash,
      ),
    [chains],
  )
  const notice = timeline.phase === 'unknown' && data ? messages.unknown : undefined
  const getTransactionHref = rest.getTransactionHref ?? toHref
  return toLiveTimeline({ id: requestId, enabled }, result, messages, notice, { ...rest, timeline, getTransactionHref })
}

'use client'

import { forwardRef, type ReactElement, useCallback, useMemo } from 'react'
import type { TimelineTransaction } from '../../core/contract/timeline.js'
import { toRelayTimeline, toTransactionUrl } from '../../protocols/relay/index.js'
import { useRelayChains } from '../../react/relay/useRelayChains.js'
import { useRelayStatus, type UseRelayStatusParameters } from '../../react/relay/useRelayStatus.js'
import { usePartContext } from '../part/PartContext.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot, type StatusTimelineRootProps } from '../timeline/StatusTimelineRoot.js'

type Followed = Pick<
  UseRelayStatusParameters,
  'requestId' | 'protocol' | 'enabled' | 'pollingIntervalMs' | 'onUpdate' | 'onSettled'
>

export interface RelayStatusTimelineProps
  extends Followed, Omit<StatusTimelineRootProps, 'timeline' | 'connection' | 'isPending'> {
  /** Whether to say how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
}

/** A Relay request, live. It is the hook, the mapping and the public parts, nothing else: take them to build your own. */
export const RelayStatusTimeline = forwardRef<HTMLDivElement, RelayStatusTimelineProps>(
  function RelayStatusTimeline(props, ref): ReactElement {
    const {
      requestId,
      protocol,
      enabled,
      pollingIntervalMs,
      onUpdate,
      onSettled,
      showConnection = true,
      ...rest
    } = props
    const followed = { requestId, protocol, enabled, pollingIntervalMs, onUpdate, onSettled }
    const { data, error, isSettled, refetch, connection } = useRelayStatus(followed)
    const timeline = useMemo(() => toRelayTimeline(data, { isSettled }), [data, isSettled])
    const hasLinks = timeline.steps.some(({ transactions }) =>
      transactions.some(({ chainId }) => chainId !== undefined),
    )
    const { data: chains } = useRelayChains({ protocol, enabled: hasLinks })
    const toHref = useCallback(
      ({ chainId, hash }: TimelineTransaction) =>
        toTransactionUrl(
          chains?.find(({ id }) => id === chainId),
          hash,
        ),
      [chains],
    )
    const { messages } = usePartContext(props)
    // Nothing is on its way where nobody asks.
    const isPending = requestId !== undefined && enabled !== false && !data && !error
    const isStale = error && connection.transport !== 'socket' && !timeline.isFinal

    return (
      <StatusTimelineRoot
        // Another request is another story: nothing of it is a change of phase.
        key={requestId}
        {...rest}
        ref={ref}
        timeline={timeline}
        connection={connection}
        isPending={isPending}
        getTransactionHref={props.getTransactionHref ?? toHref}
      >
        <StatusTimelineHeader>
          {(data ?? isPending) && <StatusBadge />}
          {showConnection && requestId && !timeline.isFinal && <ConnectionIndicator connection={connection} />}
        </StatusTimelineHeader>
        {isStale ? (
          <StatusTimelineNotice onRetry={() => void refetch()}>
            {data ? messages.stale : messages.failed(error)}
          </StatusTimelineNotice>
        ) : (
          timeline.phase === 'unknown' && data && <StatusTimelineNotice>{messages.unknown}</StatusTimelineNotice>
        )}
        <StatusTimelineList />
        {props.children}
      </StatusTimelineRoot>
    )
  },
)

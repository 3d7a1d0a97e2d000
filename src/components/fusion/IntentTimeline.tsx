'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import { toIntentTimeline } from '../../protocols/fusion/index.js'
import { useIntent, type UseIntentParameters } from '../../react/fusion/useIntent.js'
import type { Messages } from '../messages/messages.js'
import { usePartContext } from '../part/PartContext.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot, type StatusTimelineRootProps } from '../timeline/StatusTimelineRoot.js'
import { toFusionMessages } from './fusionMessages.js'
import { toIntentMessages } from './toIntentMessages.js'

type Followed = Pick<
  UseIntentParameters,
  'intentId' | 'protocol' | 'enabled' | 'pollingIntervalMs' | 'onUpdate' | 'onSettled'
>

export interface IntentTimelineProps
  extends Followed, Omit<StatusTimelineRootProps, 'timeline' | 'connection' | 'isPending'> {
  /** Whether to say how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
}

/** A Fusion intent, live. It is the hook, the mapping and the public parts, nothing else: take them to build your own. */
export const IntentTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentTimelineProps>(
  function IntentTimeline(props, ref): ReactElement {
    const {
      intentId,
      protocol,
      enabled,
      pollingIntervalMs,
      onUpdate,
      onSettled,
      showConnection = true,
      ...rest
    } = props
    const followed = { intentId, protocol, enabled, pollingIntervalMs, onUpdate, onSettled }
    const { data, error, isSettled, refetch, connection } = useIntent(followed)
    const timeline = useMemo(() => toIntentTimeline(data, { isSettled }), [data, isSettled])
    const { messages } = usePartContext(props)
    const words = useMemo(() => toIntentMessages(messages, timeline), [messages, timeline])
    // Nothing is on its way where nobody asks.
    const isPending = intentId !== undefined && enabled !== false && !data && !error
    const isStale = error && connection.transport !== 'socket' && !timeline.isFinal
    const notice = toNotice(data?.status, messages)

    return (
      <StatusTimelineRoot
        // Another intent is another story: nothing of it is a change of phase.
        key={intentId}
        {...rest}
        ref={ref}
        messages={{ ...props.messages, ...words }}
        timeline={timeline}
        connection={connection}
        isPending={isPending}
      >
        <StatusTimelineHeader>
          {(data ?? isPending) && <StatusBadge />}
          {showConnection && intentId && !timeline.isFinal && <ConnectionIndicator connection={connection} />}
        </StatusTimelineHeader>
        {isStale ? (
          <StatusTimelineNotice onRetry={() => void refetch()}>
            {data ? messages.stale : messages.failed(error)}
          </StatusTimelineNotice>
        ) : (
          notice && <StatusTimelineNotice>{notice}</StatusTimelineNotice>
        )}
        <StatusTimelineList />
        {props.children}
      </StatusTimelineRoot>
    )
  },
)

/** What there is to say of an intent that the service doesn't have. */
function toNotice(status: string | undefined, messages: Messages): string | undefined {
  const { dropped, notFound } = toFusionMessages(messages)
  if (status === 'not_found') return notFound
  if (status === 'removed') return dropped
  return status === 'unknown' ? messages.unknown : undefined
}

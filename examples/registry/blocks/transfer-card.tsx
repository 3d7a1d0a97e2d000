'use client'

import { ConnectionIndicator, StatusBadge, StatusTimeline } from 'onwire'
import { useRelayTimeline, type UseRelayTimelineParameters } from 'onwire/relay'

/** Draws a Relay request, live. Its parts are yours to move, leave out and restyle. */
export function TransferCard(props: UseRelayTimelineParameters) {
  const { rootProps, hasStatus, isOpen, notice, retry } = useRelayTimeline(props)
  return (
    <StatusTimeline.Root key={props.requestId} {...rootProps}>
      <StatusTimeline.Header>
        {hasStatus && <StatusBadge />}
        {isOpen && <ConnectionIndicator connection={rootProps.connection} />}
      </StatusTimeline.Header>
      <StatusTimeline.Summary />
      {notice !== undefined && <StatusTimeline.Notice onRetry={retry}>{notice}</StatusTimeline.Notice>}
      <StatusTimeline.List />
      <StatusTimeline.Support />
    </StatusTimeline.Root>
  )
}

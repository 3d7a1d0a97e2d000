'use client'

import { forwardRef, type ReactElement } from 'react'
import { usePartContext } from '../part/PartContext.js'
import { StatusBadge, type StatusBadgeProps } from '../status/StatusBadge.js'
import { useRelayRow } from './relayListContext.js'

export interface RelayStatusListStatusProps extends Omit<StatusBadgeProps, 'timeline'> {}

/** Tells where the request is, in a word; that it is loading, or why it couldn't be loaded. */
export const RelayStatusListStatus = /* @__PURE__ */ forwardRef<HTMLSpanElement, RelayStatusListStatusProps>(
  function RelayStatusListStatus(props, ref): ReactElement {
    const { messages } = usePartContext(props)
    const { data, error, timeline } = useRelayRow('RelayStatusList.Status')
    // Without children the badge says where the timeline stands.
    const text = data ? undefined : error ? messages.failed(error) : messages.loading
    const own = text === undefined ? {} : { children: text }
    return <StatusBadge {...own} {...props} ref={ref} timeline={timeline} />
  },
)

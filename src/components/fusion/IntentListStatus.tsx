'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import { toIntentTimeline } from '../../protocols/fusion/index.js'
import { usePartContext } from '../part/PartContext.js'
import { StatusBadge, type StatusBadgeProps } from '../status/StatusBadge.js'
import { toStatusText } from './fusionMessages.js'
import { useIntentItem } from './useIntentItem.js'

export interface IntentListStatusProps extends Omit<StatusBadgeProps, 'timeline'> {}

/** Tells where the intent is, by the service's last status; the row says that it was removed since. */
export const IntentListStatus = /* @__PURE__ */ forwardRef<HTMLSpanElement, IntentListStatusProps>(
  function IntentListStatus(props, ref): ReactElement {
    const { intent, words } = useIntentItem('IntentList.Status', usePartContext(props))
    const timeline = useMemo(() => toIntentTimeline(intent, { isSettled: false }), [intent])
    const { lastStatus, status } = intent
    const text = toStatusText(status === 'removed' ? (lastStatus ?? status) : status, words)
    return (
      <StatusBadge data-status={status} {...props} ref={ref} timeline={timeline}>
        {props.children ?? text}
      </StatusBadge>
    )
  },
)

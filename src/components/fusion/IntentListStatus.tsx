'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import { toIntentTimeline } from '../../protocols/fusion/index.js'
import { usePartContext } from '../part/PartContext.js'
import { StatusBadge, type StatusBadgeProps } from '../status/StatusBadge.js'
import { toFusionMessages, toStatusWord } from './fusionMessages.js'
import { useRowIntent } from './IntentContext.js'

export type IntentListStatusProps = Omit<StatusBadgeProps, 'timeline'>

/** Where the intent is, by the service's last word; that it was removed since, the row says. */
export const IntentListStatus = /* @__PURE__ */ forwardRef<HTMLSpanElement, IntentListStatusProps>(
  function IntentListStatus(props, ref): ReactElement {
    const intent = useRowIntent('IntentList.Status')
    const { messages } = usePartContext(props)
    const timeline = useMemo(() => toIntentTimeline(intent, { isSettled: false }), [intent])
    const { lastStatus, status } = intent
    const word = toStatusWord(status === 'removed' ? (lastStatus ?? status) : status, toFusionMessages(messages))
    return (
      <StatusBadge data-status={status} {...props} ref={ref} timeline={timeline}>
        {props.children ?? word}
      </StatusBadge>
    )
  },
)

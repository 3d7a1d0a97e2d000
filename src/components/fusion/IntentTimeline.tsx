'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { StatusBadge } from '../status/StatusBadge.js'
import { StatusTimelineHeader } from '../timeline/StatusTimelineHeader.js'
import { StatusTimelineList } from '../timeline/StatusTimelineList.js'
import { StatusTimelineNotice } from '../timeline/StatusTimelineNotice.js'
import { StatusTimelineRoot } from '../timeline/StatusTimelineRoot.js'
import { StatusTimelineSummary } from '../timeline/StatusTimelineSummary.js'
import { StatusTimelineSupport } from '../timeline/StatusTimelineSupport.js'
import type { IntentListOptions } from './IntentContext.js'
import { IntentDetails } from './IntentDetails.js'
import { useIntentTimeline, type UseIntentTimelineParameters } from './useIntentTimeline.js'

export interface IntentTimelineProps
  extends UseIntentTimelineParameters, Pick<IntentListOptions, 'getChainName' | 'formatAmount'> {
  /** Tells how news arrive, as long as some may. True by default. */
  readonly showConnection?: boolean | undefined
  /** Draws what is known of the intent besides its status: `IntentDetails`. True by default. */
  readonly showDetails?: boolean | undefined
  /** Stands beside the intent's id where it has failed: a link to your support. */
  readonly support?: ReactNode
  /** Stands under the steps. */
  readonly children?: ReactNode
}

/**
 * Draws a Fusion intent, live. It is `useIntentTimeline` and the public parts, nothing else: take them to build your
 * own.
 */
export const IntentTimeline = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentTimelineProps>(function IntentTimeline(
  { children, formatAmount, getChainName, showConnection = true, showDetails = true, support, ...props },
  ref,
): ReactElement {
  const { intent, rootProps, hasStatus, isOpen, notice, retry } = useIntentTimeline(props)
  return (
    // Another intent begins anew: its first status is no change of phase.
    <StatusTimelineRoot key={props.intentId} getChainName={getChainName} {...rootProps} ref={ref}>
      <StatusTimelineHeader>
        {hasStatus && <StatusBadge />}
        {showConnection && isOpen && <ConnectionIndicator connection={rootProps.connection} />}
      </StatusTimelineHeader>
      <StatusTimelineSummary />
      {notice !== undefined && <StatusTimelineNotice onRetry={retry}>{notice}</StatusTimelineNotice>}
      <StatusTimelineList />
      {showDetails && intent && (
        <IntentDetails intent={intent} formatAmount={formatAmount} getChainName={getChainName} showRoute={false} />
      )}
      <StatusTimelineSupport>{support}</StatusTimelineSupport>
      {children}
    </StatusTimelineRoot>
  )
})

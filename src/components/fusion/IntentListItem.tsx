'use client'

import { forwardRef, type ReactElement } from 'react'
import type { Intent } from '../../protocols/fusion/index.js'
import { FeedItem, type FeedItemProps } from '../feed/FeedItem.js'
import { usePartContext } from '../part/PartContext.js'
import { toFusionMessages } from './fusionMessages.js'
import { IntentContext } from './IntentContext.js'
import { IntentListAge } from './IntentListAge.js'
import { IntentListAmount } from './IntentListAmount.js'
import { IntentListId } from './IntentListId.js'
import { IntentListRoute } from './IntentListRoute.js'
import { IntentListSolver } from './IntentListSolver.js'
import { IntentListStatus } from './IntentListStatus.js'

export interface IntentListItemProps extends Omit<FeedItemProps, 'isRemoved'> {
  /** One of the feed's intents. */
  readonly intent: Intent
}

/** Draws one intent; without children with all its parts. One that the service has dropped stays, and says so. */
export const IntentListItem = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentListItemProps>(function IntentListItem(
  { intent, ...props },
  ref,
): ReactElement {
  const { removed } = toFusionMessages(usePartContext(props).messages)
  return (
    <IntentContext.Provider value={intent}>
      <FeedItem removedText={removed} {...props} ref={ref} isRemoved={intent.presence === 'removed'}>
        {props.children ?? (
          <div data-slot="ow-intent-line">
            <IntentListId />
            <IntentListAmount />
            <IntentListRoute />
            <IntentListSolver />
            <IntentListStatus />
            <IntentListAge />
          </div>
        )}
      </FeedItem>
    </IntentContext.Provider>
  )
})

'use client'

import { forwardRef, type ReactElement } from 'react'
import { FeedEmpty } from '../feed/FeedEmpty.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedNotice } from '../feed/FeedNotice.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { IntentListList, type IntentListListProps } from './IntentListList.js'
import { IntentListNotice } from './IntentListNotice.js'
import { IntentListRoot, type IntentListRootProps } from './IntentListRoot.js'

export interface IntentListViewProps extends IntentListRootProps {
  /** Tells how news arrive. True by default. */
  readonly showConnection?: boolean | undefined
  /** Draws one row in place of ours. Keep it outside the component: rows are drawn again when it changes. */
  readonly renderRow?: IntentListListProps['children'] | undefined
}

/** Draws a feed of intents that you have called the hook for: `<IntentList.View feed={useIntents()} />`. */
export const IntentListView = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentListViewProps>(function IntentListView(
  { children, renderRow, showConnection = true, ...props },
  ref,
): ReactElement {
  const { feed, order = 'newest-first' } = props
  const isNewestFirst = order === 'newest-first'
  return (
    <IntentListRoot {...props} ref={ref}>
      <FeedHeader>
        {showConnection && <ConnectionIndicator connection={feed.connection} />}
        <FeedPauseButton />
      </FeedHeader>
      <FeedNotice />
      <IntentListNotice connection={feed.connection} />
      <FeedViewport>
        {isNewestFirst && <FeedNewItems />}
        <FeedLoading />
        <FeedEmpty />
        <IntentListList>{renderRow}</IntentListList>
        {!isNewestFirst && <FeedNewItems />}
      </FeedViewport>
      {children}
    </IntentListRoot>
  )
})

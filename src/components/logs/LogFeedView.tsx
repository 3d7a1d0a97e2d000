'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import type { LogEvent } from '../../protocols/shared/logs/logEvent.js'
import { toLogEventUrl } from '../../protocols/shared/logs/explorer.js'
import { FeedClearButton } from '../feed/FeedClearButton.js'
import { FeedEmpty } from '../feed/FeedEmpty.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedLoadOlder } from '../feed/FeedLoadOlder.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedNotice } from '../feed/FeedNotice.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedProgress } from '../feed/FeedProgress.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { ConnectionIndicator } from '../status/ConnectionIndicator.js'
import { LogFeedList } from './LogFeedList.js'
import { LogFeedRoot, type LogFeedRootProps } from './LogFeedRoot.js'

export interface LogFeedViewProps extends LogFeedRootProps {
  /** Covalent's name of the chain, or its id: for links to its explorer. */
  readonly chain?: string | number | undefined
  /** Tells how news arrive. True by default. */
  readonly showConnection?: boolean | undefined
}

/** Draws a feed of log events that you have called the hook for: `<LogFeedView feed={useLogEvents(…)} />`. */
export const LogFeedView = /* @__PURE__ */ forwardRef<HTMLDivElement, LogFeedViewProps>(function LogFeedView(
  { chain, showConnection = true, children, ...props },
  ref,
): ReactElement {
  const { feed, order = 'newest-first' } = props
  const toHref = useMemo(
    () => (chain === undefined ? undefined : (event: LogEvent) => toLogEventUrl(chain, event)),
    [chain],
  )
  const isNewestFirst = order === 'newest-first'
  return (
    <LogFeedRoot {...props} ref={ref} getTransactionHref={props.getTransactionHref ?? toHref}>
      <FeedHeader>
        {showConnection && <ConnectionIndicator connection={feed.connection} />}
        <FeedPauseButton />
        <FeedClearButton />
      </FeedHeader>
      <FeedProgress />
      <FeedNotice />
      <FeedViewport>
        {isNewestFirst ? <FeedNewItems /> : <FeedLoadOlder />}
        <FeedLoading />
        <FeedEmpty />
        <LogFeedList />
        {isNewestFirst ? <FeedLoadOlder /> : <FeedNewItems />}
      </FeedViewport>
      {children}
    </LogFeedRoot>
  )
})

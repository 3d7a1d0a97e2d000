'use client'

import { forwardRef, type ReactElement } from 'react'
import { useLogEvents, type UseLogEventsParameters } from '../../react/logs/useLogEvents.js'
import { FeedClearButton } from '../feed/FeedClearButton.js'
import { FeedEmpty } from '../feed/FeedEmpty.js'
import { FeedGapLoadButton } from '../feed/FeedGapLoadButton.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedLoadOlder } from '../feed/FeedLoadOlder.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedNotice } from '../feed/FeedNotice.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedProgress } from '../feed/FeedProgress.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { LogFeedBlock } from './LogFeedBlock.js'
import { LogFeedBrief } from './LogFeedBrief.js'
import { LogFeedContract } from './LogFeedContract.js'
import { LogFeedCopyButton } from './LogFeedCopyButton.js'
import { LogFeedGap } from './LogFeedGap.js'
import { LogFeedItem } from './LogFeedItem.js'
import { LogFeedList } from './LogFeedList.js'
import { LogFeedParams } from './LogFeedParams.js'
import { LogFeedRoot } from './LogFeedRoot.js'
import { LogFeedTime } from './LogFeedTime.js'
import { LogFeedTitle } from './LogFeedTitle.js'
import { LogFeedTransactionLink } from './LogFeedTransactionLink.js'
import { LogFeedView, type LogFeedViewProps } from './LogFeedView.js'

type Followed = Omit<UseLogEventsParameters, 'select' | 'order' | 'query'>

export interface LogFeedProps extends Followed, Omit<LogFeedViewProps, 'feed' | 'chain' | keyof Followed> {}

const Composition = /* @__PURE__ */ forwardRef<HTMLDivElement, LogFeedProps>(
  function LogFeed(props, ref): ReactElement {
    const {
      address,
      eventSelector,
      topics,
      indexedValues,
      fromBlock,
      limit,
      filter,
      protocolId,
      enabled,
      pollingIntervalMs,
      onEvents,
      ...rest
    } = props
    const { chain, order } = rest
    const followed = { chain, address, eventSelector, topics, indexedValues, fromBlock, protocolId }
    const feed = useLogEvents({ ...followed, limit, order, filter, enabled, pollingIntervalMs, onEvents })
    // Another feed begins anew: at its newest end, and nothing in it counts as new.
    return <LogFeedView key={JSON.stringify(followed)} {...rest} ref={ref} feed={feed} />
  },
)

/**
 * Draws log events, live: `<LogFeed chain={1} address="0x…" />`. It is the hook and the public
 * parts, nothing else. The parts hang from it, for compositions of your own; server components import them by their
 * flat names (`LogFeedRoot`).
 */
export const LogFeed = /* @__PURE__ */ Object.assign(Composition, {
  View: LogFeedView,
  Root: LogFeedRoot,
  Header: FeedHeader,
  PauseButton: FeedPauseButton,
  ClearButton: FeedClearButton,
  Progress: FeedProgress,
  Notice: FeedNotice,
  Viewport: FeedViewport,
  NewItems: FeedNewItems,
  Loading: FeedLoading,
  Empty: FeedEmpty,
  LoadOlder: FeedLoadOlder,
  List: LogFeedList,
  Gap: LogFeedGap,
  GapLoadButton: FeedGapLoadButton,
  Item: LogFeedItem,
  Title: LogFeedTitle,
  Brief: LogFeedBrief,
  Contract: LogFeedContract,
  Time: LogFeedTime,
  Params: LogFeedParams,
  Block: LogFeedBlock,
  TransactionLink: LogFeedTransactionLink,
  CopyButton: LogFeedCopyButton,
})

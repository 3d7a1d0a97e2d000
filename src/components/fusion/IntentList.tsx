'use client'

import { forwardRef, type ReactElement } from 'react'
import { useIntents, type UseIntentsParameters } from '../../react/fusion/useIntents.js'
import { FeedEmpty } from '../feed/FeedEmpty.js'
import { FeedGapRow } from '../feed/FeedGapRow.js'
import { FeedHeader } from '../feed/FeedHeader.js'
import { FeedLoading } from '../feed/FeedLoading.js'
import { FeedNewItems } from '../feed/FeedNewItems.js'
import { FeedPauseButton } from '../feed/FeedPauseButton.js'
import { FeedViewport } from '../feed/FeedViewport.js'
import { IntentListAge } from './IntentListAge.js'
import { IntentListAmount } from './IntentListAmount.js'
import { IntentListId } from './IntentListId.js'
import { IntentListItem } from './IntentListItem.js'
import { IntentListList } from './IntentListList.js'
import { IntentListNotice } from './IntentListNotice.js'
import { IntentListRoot } from './IntentListRoot.js'
import { IntentListRoute } from './IntentListRoute.js'
import { IntentListSolver } from './IntentListSolver.js'
import { IntentListStatus } from './IntentListStatus.js'
import { IntentListView, type IntentListViewProps } from './IntentListView.js'

type Followed = Omit<UseIntentsParameters, 'order' | 'query'>

export interface IntentListProps extends Followed, Omit<IntentListViewProps, 'feed' | keyof Followed> {}

const Composition = /* @__PURE__ */ forwardRef<HTMLDivElement, IntentListProps>(
  function IntentList(props, ref): ReactElement {
    const { enabled, filter, limit, onEvents, protocolId, ...rest } = props
    const feed = useIntents({ enabled, filter, limit, onEvents, order: rest.order, protocolId })
    // Another coordinator's list begins anew: at its newest end, and nothing in it counts as new.
    return <IntentListView key={protocolId} {...rest} ref={ref} feed={feed} />
  },
)

/**
 * Draws all of a Fusion coordinator's intents, live: `<IntentList />`. It is the hook and the public parts, nothing
 * else. The parts hang from it, for compositions of your own; server components import them by their flat names
 * (`IntentListRoot`).
 */
export const IntentList = /* @__PURE__ */ Object.assign(Composition, {
  View: IntentListView,
  Root: IntentListRoot,
  Header: FeedHeader,
  PauseButton: FeedPauseButton,
  Notice: IntentListNotice,
  Viewport: FeedViewport,
  NewItems: FeedNewItems,
  Loading: FeedLoading,
  Empty: FeedEmpty,
  List: IntentListList,
  Gap: FeedGapRow,
  Item: IntentListItem,
  Id: IntentListId,
  Status: IntentListStatus,
  Route: IntentListRoute,
  Amount: IntentListAmount,
  Solver: IntentListSolver,
  Age: IntentListAge,
})

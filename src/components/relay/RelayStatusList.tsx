'use client'

import { forwardRef, type ReactElement, type ReactNode } from 'react'
import { RelayStatusListAge } from './RelayStatusListAge.js'
import { RelayStatusListEmpty } from './RelayStatusListEmpty.js'
import { RelayStatusListId } from './RelayStatusListId.js'
import { RelayStatusListItem } from './RelayStatusListItem.js'
import { RelayStatusListRoot, type RelayStatusListRootProps } from './RelayStatusListRoot.js'
import { RelayStatusListRoute } from './RelayStatusListRoute.js'
import { RelayStatusListStatus } from './RelayStatusListStatus.js'

export interface RelayStatusListProps extends Omit<RelayStatusListRootProps, 'children'> {
  /** The requests, in the order in which they are drawn; each once. */
  readonly requestIds: readonly string[]
  /** Draws the inside of one row in place of ours. Keep it outside the component. */
  readonly renderRow?: ((requestId: string) => ReactNode) | undefined
}

const Composition = /* @__PURE__ */ forwardRef<HTMLOListElement, RelayStatusListProps>(function RelayStatusList(
  { renderRow, requestIds, ...props },
  ref,
): ReactElement {
  return (
    <RelayStatusListRoot {...props} ref={ref}>
      {requestIds.length === 0 && <RelayStatusListEmpty />}
      {[...new Set(requestIds)].map((requestId) => (
        <RelayStatusListItem key={requestId} requestId={requestId}>
          {renderRow?.(requestId)}
        </RelayStatusListItem>
      ))}
    </RelayStatusListRoot>
  )
})

/**
 * Draws Relay requests, live, a compact row each: `<RelayStatusList requestIds={ids} />`. All rows are in the document,
 * for some hundreds of requests; those in view are asked for first. The parts hang from it, for compositions of your
 * own; server components import them by their flat names (`RelayStatusListRoot`).
 */
export const RelayStatusList = /* @__PURE__ */ Object.assign(Composition, {
  Root: RelayStatusListRoot,
  Item: RelayStatusListItem,
  Empty: RelayStatusListEmpty,
  Id: RelayStatusListId,
  Status: RelayStatusListStatus,
  Route: RelayStatusListRoute,
  Age: RelayStatusListAge,
})

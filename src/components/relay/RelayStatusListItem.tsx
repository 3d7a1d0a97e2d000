'use client'

import { useContext, useMemo } from 'react'
import { toRelayTimeline } from '../../protocols/relay/index.js'
import { useRelayStatus, type UseRelayStatusParameters } from '../../react/relay/useRelayStatus.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toTimelineState } from '../part/timelineState.js'
import { useSaid } from '../part/useVoice.js'
import { toShortHash } from '../text/toShortHash.js'
import { useAnnouncement } from '../timeline/useAnnouncement.js'
import { RelayRowContext, type RelayRowState, RelayStatusListContext } from './relayListContext.js'
import { RelayStatusListAge } from './RelayStatusListAge.js'
import { RelayStatusListId } from './RelayStatusListId.js'
import { RelayStatusListRoute } from './RelayStatusListRoute.js'
import { RelayStatusListStatus } from './RelayStatusListStatus.js'
import { useInView } from './useInView.js'

export interface RelayStatusListItemProps
  extends PartProps<'li', RelayRowState>, Pick<UseRelayStatusParameters, 'onSettled' | 'onUpdate'> {
  /** Relay's id of the request. */
  readonly requestId: string
}

/**
 * Follows one request, and draws it; without children with all its parts. In view it is asked for first. Screen readers
 * hear its changes of phase by the request's name, failure and refund at once.
 */
export const RelayStatusListItem = /* @__PURE__ */ createPart(
  'RelayStatusList.Item',
  'ow-request',
  'li',
  function useDrawing(
    { children, onSettled, onUpdate, requestId, ...props }: RelayStatusListItemProps,
    { messages, say },
  ) {
    const { protocolId } = useContext(RelayStatusListContext)
    const { isInView, ref } = useInView()
    const priority = isInView ? 'high' : 'low'
    const result = useRelayStatus({ requestId, protocolId, priority, onSettled, onUpdate })
    const { connection, data, error, isSettled } = result
    const timeline = useMemo(() => toRelayTimeline(data, { isSettled }), [data, isSettled])
    const state = { ...toTimelineState(timeline), pending: !data && !error, stale: connection.isStale }
    const { text, isUrgent } = useAnnouncement(timeline, !data, messages)
    const news = text && `${messages.transferName(toShortHash(requestId))}: ${text}`
    useSaid(say, news ?? '', isUrgent ? 'urgent' : undefined)
    // The same of many rows is said once.
    useSaid(say, error && !data ? messages.failed(error) : '')
    useSaid(say, state.stale ? messages.connection.stale : '')
    return {
      state,
      ref,
      attributes: {
        'aria-busy': state.pending || undefined,
        ...props,
        children: (
          <RelayRowContext.Provider value={{ state, requestId, data, error, timeline }}>
            {children ?? (
              <>
                <RelayStatusListId />
                <RelayStatusListRoute />
                <RelayStatusListStatus />
                <RelayStatusListAge />
              </>
            )}
          </RelayRowContext.Provider>
        ),
      },
    }
  },
)

'use client'

import type { Timeline } from '../../core/contract/timeline.js'
import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineRoot } from '../part/PartContext.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import type { ConnectionView } from '../status/toConnectionWord.js'
import {
  type ConnectionAttributes,
  type TimelineState,
  toConnectionAttributes,
  toTimelineState,
} from '../status/toTimelineState.js'
import { useAnnouncement } from './useAnnouncement.js'

export type StatusTimelineRootState = TimelineState & ConnectionAttributes & { readonly pending: boolean }

export interface StatusTimelineRootProps extends PartProps<'div', StatusTimelineRootState>, WordsOptions {
  readonly timeline: Timeline
  /** How it is kept up to date, for `data-transport`, `data-connection` and `data-reason`. */
  readonly connection?: ConnectionView | undefined
  /** Whether `timeline` is only a sketch of what will come. */
  readonly isPending?: boolean
  /** A transaction's page in an explorer; undefined, and no link is made, where its chain isn't known. */
  readonly getTransactionHref?: TimelineRoot['getTransactionHref']
}

/** Holds one timeline: gives it to the parts inside, carries its state, and says its changes of phase to screen readers. */
export const StatusTimelineRoot = /* @__PURE__ */ createPart<'div', StatusTimelineRootState, StatusTimelineRootProps>(
  'StatusTimeline.Root',
  'timeline',
  'div',
  function useRoot({ timeline, connection, isPending = false, getTransactionHref, children, ...props }, { messages }) {
    const { text, isUrgent } = useAnnouncement(timeline, isPending, messages)
    return {
      state: { ...toTimelineState(timeline), ...toConnectionAttributes(connection), pending: isPending },
      attributes: {
        'aria-busy': isPending || undefined,
        ...props,
        children: (
          <>
            {children}
            <VisuallyHidden role="status">{!isUrgent && text}</VisuallyHidden>
            {isUrgent && <VisuallyHidden role="alert">{text}</VisuallyHidden>}
          </>
        ),
      },
      inside: { root: { timeline, isPending, getTransactionHref } },
    }
  },
)

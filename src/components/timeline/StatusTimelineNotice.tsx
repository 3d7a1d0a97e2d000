'use client'

import { forwardRef, type ReactElement } from 'react'
import { useWords } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { type TimelineState, toTimelineState } from '../status/toTimelineState.js'
import { useTimelineRoot } from './TimelineContext.js'

export interface StatusTimelineNoticeProps extends PartProps<'div', TimelineState> {
  /** Offers a button that tries again. */
  readonly onRetry?: (() => void) | undefined
}

/** A sentence about the whole: that it could not be loaded, or that there is no news yet. */
export const StatusTimelineNotice = forwardRef<HTMLDivElement, StatusTimelineNoticeProps>(function StatusTimelineNotice(
  { onRetry, children, ...props },
  ref,
): ReactElement {
  const { timeline } = useTimelineRoot('StatusTimeline.Notice')
  const { messages } = useWords()
  return usePart({
    tag: 'div',
    slot: 'notice',
    state: toTimelineState(timeline),
    own: {
      children: (
        <>
          <span>{children}</span>
          {onRetry && (
            <button type="button" data-slot="ow-button" onClick={onRetry}>
              {messages.retry}
            </button>
          )}
        </>
      ),
    },
    props,
    ref,
  })
})

'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { useSaidText } from '../part/useVoice.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineNoticeProps extends PartProps<'div', TimelineState> {
  /** Offers a button that tries again. */
  readonly onRetry?: (() => void) | undefined
}

/**
 * Draws a sentence about the whole, and says it to screen readers: that it could not be loaded, or that there
 * is no news yet.
 */
export const StatusTimelineNotice = /* @__PURE__ */ createPart(
  'StatusTimeline.Notice',
  'ow-notice',
  'div',
  useTimelineRoot,
  function useAttributes({ onRetry, children, ...props }: StatusTimelineNoticeProps, _root, { messages, say }) {
    const text = useSaidText(say)
    return {
      ...props,
      children: (
        <>
          <span ref={text}>{children}</span>
          {onRetry && (
            <button type="button" data-slot="ow-button" onClick={onRetry}>
              {messages.retry}
            </button>
          )}
        </>
      ),
    }
  },
)

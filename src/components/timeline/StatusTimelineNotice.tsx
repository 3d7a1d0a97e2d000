'use client'

import type { ReactNode } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { useSaidText } from '../part/useVoice.js'
import { RetryButton } from '../status/RetryButton.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineNoticeProps extends PartProps<'div', TimelineState> {
  /** Offers a button that tries again. */
  readonly onRetry?: (() => void) | undefined
  /** The button; `<RetryButton onClick={onRetry} />` by default, where `onRetry` is given. */
  readonly button?: ReactNode
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
  function useAttributes({ button, onRetry, children, ...props }: StatusTimelineNoticeProps, _root, { say }) {
    const text = useSaidText(say)
    return {
      ...props,
      children: (
        <>
          <span ref={text}>{children}</span>
          {button ?? (onRetry && <RetryButton onClick={onRetry} />)}
        </>
      ),
    }
  },
)

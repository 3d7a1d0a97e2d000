'use client'

import type { PartProps } from '../part/createPart.js'
import type { TimelineState } from '../status/toTimelineState.js'
import { createRootPart } from './createRootPart.js'

export interface StatusTimelineNoticeProps extends PartProps<'div', TimelineState> {
  /** Offers a button that tries again. */
  readonly onRetry?: (() => void) | undefined
}

/** A sentence about the whole: that it could not be loaded, or that there is no news yet. */
export const StatusTimelineNotice = /* @__PURE__ */ createRootPart<'div', StatusTimelineNoticeProps>(
  'Notice',
  'div',
  ({ onRetry, children, ...props }, _timeline, { messages }) => ({
    ...props,
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
  }),
)

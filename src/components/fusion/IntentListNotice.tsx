'use client'

import type { FeedState } from '../feed/toFeedState.js'
import { useFeedRoot } from '../feed/useFeedRoot.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { useSaid } from '../part/useVoice.js'
import { toClockText } from '../text/toClockText.js'
import { toFusionMessages } from './fusionMessages.js'
import type { IntentFeedSource } from './IntentListRoot.js'

export interface IntentListNoticeProps extends PartProps<'div', FeedState> {
  /** The feed's. */
  readonly connection: IntentFeedSource['connection']
}

/**
 * Draws a sentence while the list isn't live, with the time of what it shows; it is said once to screen readers.
 * Children replace it.
 */
export const IntentListNotice = /* @__PURE__ */ createPart(
  'IntentList.Notice',
  'ow-notice',
  'div',
  useFeedRoot,
  function useAttributes({ children, connection, ...props }: IntentListNoticeProps, _feed, context) {
    const { messages, say } = context
    const { isStale = false } = connection
    // Nothing is stale on a server, nor while hydrating: the reader's own clock can be used.
    const at = isStale ? connection.lastEventAt : undefined
    const words = toFusionMessages(messages).notLive(at === undefined ? undefined : toClockText(new Date(at), context))
    const text = isStale ? words : ''
    useSaid(say, text)
    return isStale ? { ...props, children: <span>{children ?? text}</span> } : undefined
  },
)

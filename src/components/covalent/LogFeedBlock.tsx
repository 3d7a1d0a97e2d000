'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useNumberText } from '../text/useNumberText.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedBlockProps extends PartProps<'span', LogState> {}

/** Names the event's block. */
export const LogFeedBlock = /* @__PURE__ */ createPart({
  name: 'LogFeed.Block',
  slot: 'ow-log-block',
  tag: 'span',
  useParent: useLogItem,
  useDrawing(props: LogFeedBlockProps, { event, locale, words }) {
    const text = useNumberText(event.block_height, locale)
    return { attributes: { children: words.block(text), ...props } }
  },
})

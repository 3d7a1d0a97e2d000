'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { useNumberText } from '../text/useNumberText.js'
import { type LogState, useLogItem } from './useLogItem.js'

export interface LogFeedBlockProps extends PartProps<'span', LogState> {}

/** Names the event's block. */
export const LogFeedBlock = /* @__PURE__ */ createPart(
  'LogFeed.Block',
  'ow-log-block',
  'span',
  useLogItem,
  function useAttributes(props: LogFeedBlockProps, { event, words }, { locale }) {
    const text = useNumberText(event.block_height, locale)
    return { children: words.block(text), ...props }
  },
)

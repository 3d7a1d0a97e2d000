'use client'

import type { PartProps } from '../part/createPart.js'
import { createLogPart, type LogState } from './createLogPart.js'
import { useNumberText } from '../text/useNumberText.js'

export type LogFeedBlockProps = PartProps<'span', LogState>

/** In which block it is. */
export const LogFeedBlock = /* @__PURE__ */ createLogPart<'span', LogFeedBlockProps>(
  'Block',
  'span',
  function useBlock(props, { block_height }, { locale, words }) {
    const text = useNumberText(block_height, locale)
    return { children: words.block(text), ...props }
  },
)

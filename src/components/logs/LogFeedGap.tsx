'use client'

import { forwardRef, type ReactElement } from 'react'
import { FeedGapRow, type FeedGapRowProps } from '../feed/FeedGapRow.js'
import { usePartContext } from '../part/PartContext.js'
import { toLogFeedMessages } from './logFeedMessages.js'
import { useNumberText } from '../text/useNumberText.js'

export interface LogFeedGapProps extends FeedGapRowProps {}

/** Tells how many blocks are missing, with a button that loads them where that isn't done already. */
export const LogFeedGap = /* @__PURE__ */ forwardRef<HTMLDivElement, LogFeedGapProps>(
  function LogFeedGap(props, ref): ReactElement {
    const { locale, messages } = usePartContext(props)
    const { from, to } = props.gap
    const blocks = to === undefined ? 0 : to - from + 1
    const text = useNumberText(blocks, locale)
    return (
      <FeedGapRow {...props} ref={ref}>
        {props.children ?? (blocks > 0 ? toLogFeedMessages(messages).gap(blocks, text) : undefined)}
      </FeedGapRow>
    )
  },
)

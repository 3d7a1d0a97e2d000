'use client'

import { useContext } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { needRoot } from '../part/needRoot.js'
import { FeedGapContext, type FeedGapRowState } from './FeedGapContext.js'
import { toFeedMessages } from './feedMessages.js'

export interface FeedGapLoadButtonProps extends PartProps<'button', FeedGapRowState> {}

/** Loads what is missing in the gap around it. It is there only where that can be asked for. */
export const FeedGapLoadButton = /* @__PURE__ */ createPart(
  'FeedGapLoadButton',
  'ow-load-button',
  'button',
  (part) => needRoot(useContext(FeedGapContext), part, '<FeedGapRow gap={…}>'),
  function useAttributes(props: FeedGapLoadButtonProps, { load, state }, { messages }) {
    const isLoading = state.state === 'loading'
    return (
      load &&
      mergeProps(
        {
          type: 'button',
          // It isn't disabled: it would lose the focus.
          'aria-disabled': isLoading || undefined,
          onClick: () => isLoading || load(),
          children: isLoading ? messages.loading : toFeedMessages(messages).loadGap,
        },
        props,
      )
    )
  },
)

'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedPauseButtonProps extends PartProps<'button', FeedState> {}

/** Keeps the rows as they are, until it is pressed again. */
export const FeedPauseButton = /* @__PURE__ */ createPart(
  'FeedPauseButton',
  'ow-pause-button',
  'button',
  useFeedRoot,
  (props: FeedPauseButtonProps, { feed, words }) =>
    mergeProps(
      {
        type: 'button',
        onClick: () => (feed.isPaused ? feed.resume() : feed.pause()),
        children: feed.isPaused ? words.resume : words.pause,
      },
      props,
    ),
)

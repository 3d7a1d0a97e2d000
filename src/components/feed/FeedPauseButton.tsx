'use client'

import type { PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedPauseButtonProps = PartProps<'button', FeedState>

/** Keeps what is shown as it is, until it is pressed again. */
export const FeedPauseButton = /* @__PURE__ */ createFeedPart<'button', FeedPauseButtonProps>(
  'FeedPauseButton',
  'button',
  'button',
  (props, { feed, words }) =>
    mergeProps(
      {
        type: 'button',
        onClick: () => (feed.isPaused ? feed.resume() : feed.pause()),
        children: feed.isPaused ? words.resume : words.pause,
      },
      props,
    ),
)

'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedClearButtonProps extends PartProps<'button', FeedState> {}

/** Empties the list: it then shows what comes from then on. */
export const FeedClearButton = /* @__PURE__ */ createPart(
  'FeedClearButton',
  'ow-clear-button',
  'button',
  useFeedRoot,
  (props: FeedClearButtonProps, { feed, words }) =>
    mergeProps({ type: 'button', onClick: () => feed.clear(), children: words.clear }, props),
)

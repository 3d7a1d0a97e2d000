'use client'

import type { PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedClearButtonProps = PartProps<'button', FeedState>

/** Empties the list: what comes from then on is shown. */
export const FeedClearButton = /* @__PURE__ */ createFeedPart<'button', FeedClearButtonProps>(
  'FeedClearButton',
  'button',
  'button',
  (props, { feed, words }) => mergeProps({ type: 'button', onClick: () => feed.clear(), children: words.clear }, props),
)

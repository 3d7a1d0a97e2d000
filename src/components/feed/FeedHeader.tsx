'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedHeaderProps extends PartProps<'div', FeedState> {}

/** Draws the row above the list: a connection, buttons, anything that belongs to the whole. */
export const FeedHeader = /* @__PURE__ */ createPart(
  'FeedHeader',
  'ow-header',
  'div',
  useFeedRoot,
  (props: FeedHeaderProps) => props,
)

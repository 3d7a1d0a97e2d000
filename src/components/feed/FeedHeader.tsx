'use client'

import type { PartProps } from '../part/createPart.js'
import { createFeedPart } from './createFeedPart.js'
import type { FeedState } from './toFeedState.js'

export type FeedHeaderProps = PartProps<'div', FeedState>

/** The row above the list: a connection, buttons, whatever belongs to the whole. */
export const FeedHeader = /* @__PURE__ */ createFeedPart<'div', FeedHeaderProps>(
  'FeedHeader',
  'header',
  'div',
  (props) => props,
)

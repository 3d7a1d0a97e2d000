'use client'

import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'

export interface RetryButtonProps extends PartProps<'button', object>, WordsOptions {}

/**
 * Offers to try again, as notices do. `onClick` does it: the `retry` of `useRelayTimeline` or `useIntentTimeline`, or
 * `useFeed().feed.refetch`.
 */
export const RetryButton = /* @__PURE__ */ createPart(
  'RetryButton',
  'ow-retry-button',
  'button',
  (props: RetryButtonProps, { messages }) => ({
    state: {},
    attributes: { type: 'button', children: messages.retry, ...props },
  }),
)

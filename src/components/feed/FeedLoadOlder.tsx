'use client'

import { useRef } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { FeedState } from './toFeedState.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedLoadOlderProps extends PartProps<'button', FeedState> {}

/** Asks for the items before the first, as long as there are more. It stands at the list's far end. */
export const FeedLoadOlder = /* @__PURE__ */ createPart(
  'FeedLoadOlder',
  'ow-feed-older',
  'button',
  useFeedRoot,
  function useAttributes(props: FeedLoadOlderProps, { feed, words }, { say }) {
    const speaker = useRef(null)
    const { connection, hasOlder, isLoadingOlder, isPending } = feed
    if (!hasOlder || isPending || connection.isPollable === false) return undefined
    return mergeProps(
      {
        type: 'button',
        // It isn't disabled: it would lose the focus.
        'aria-disabled': isLoadingOlder || undefined,
        onClick: () => isLoadingOlder || void feed.loadOlder().catch(() => say?.(speaker, words.notLoaded)),
        children: isLoadingOlder ? words.loadingOlder : words.loadOlder,
      },
      props,
    )
  },
)

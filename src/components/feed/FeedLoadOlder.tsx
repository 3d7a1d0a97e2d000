'use client'

import { useContext } from 'react'
import type { PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import { createFeedPart } from './createFeedPart.js'
import { FeedVoiceContext } from './FeedContext.js'
import type { FeedState } from './toFeedState.js'

export type FeedLoadOlderProps = PartProps<'button', FeedState>

/** Asks for what was before the first, as long as there is more. It stands at the list's far end. */
export const FeedLoadOlder = /* @__PURE__ */ createFeedPart<'button', FeedLoadOlderProps>(
  'FeedLoadOlder',
  'feed-older',
  'button',
  function useLoadOlder(props, { feed, words }) {
    const say = useContext(FeedVoiceContext)
    const { connection, hasOlder, isLoadingOlder, isPending } = feed
    if (!hasOlder || isPending || connection.isPollable === false) return undefined
    return mergeProps(
      {
        type: 'button',
        // Not disabled: it would lose the focus.
        'aria-disabled': isLoadingOlder || undefined,
        onClick: () => isLoadingOlder || void feed.loadOlder().catch(() => say(words.notLoaded)),
        children: isLoadingOlder ? words.loadingOlder : words.loadOlder,
      },
      props,
    )
  },
)

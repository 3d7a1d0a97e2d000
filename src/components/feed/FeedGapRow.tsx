'use client'

import { useState } from 'react'
import type { FeedGap } from '../../core/feed/gaps.js'
import type { WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toFeedMessages } from './feedMessages.js'
import { useFeed } from './FeedContext.js'

export type FeedGapRowState = {
  /** `pending` while it is being filled, `left` where it is not, `loading` and `failed` once somebody has asked for it. */
  readonly state: 'pending' | 'left' | 'loading' | 'failed'
  /** Whether it goes on until now. */
  readonly open: boolean
}

export interface FeedGapRowProps extends PartProps<'div', FeedGapRowState>, WordsOptions {
  readonly gap: FeedGap
}

/** A row that says that something is missing, and offers to load what isn't loaded by itself. Children take the sentence's place. */
export const FeedGapRow = /* @__PURE__ */ createPart<'div', FeedGapRowState, FeedGapRowProps>(
  'FeedGapRow',
  'feed-gap',
  'div',
  function useGap({ gap, children, ...props }, { messages }, name) {
    const { feed } = useFeed(name)
    const [asked, setAsked] = useState<'left' | 'loading' | 'failed'>('left')
    const { from, isPending, to } = gap
    const words = toFeedMessages(messages)
    const state = isPending ? 'pending' : asked
    const canLoad = !isPending && to !== undefined && feed.connection.isPollable !== false

    function load(range: { readonly from: number; readonly to: number }) {
      setAsked('loading')
      feed.loadOlder(range).then(
        () => setAsked('left'),
        () => setAsked('failed'),
      )
    }

    return {
      state: { state, open: to === undefined },
      attributes: {
        ...props,
        children: (
          <>
            <span>
              {isPending ? words.catchingUp : (children ?? (to === undefined ? words.missingNewest : words.missing))}
              {state === 'failed' && ` ${words.notLoaded}`}
            </span>
            {canLoad && (
              <button
                type="button"
                data-slot="ow-button"
                aria-disabled={state === 'loading' || undefined}
                onClick={() => state !== 'loading' && load({ from, to })}
              >
                {state === 'loading' ? messages.loading : words.loadGap}
              </button>
            )}
          </>
        ),
      },
    }
  },
)

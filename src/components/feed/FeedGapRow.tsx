'use client'

import { type ReactNode, useRef, useState } from 'react'
import type { FeedGap } from '../../core/feed/gaps.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { FeedGapContext, type FeedGapRowState } from './FeedGapContext.js'
import { FeedGapLoadButton } from './FeedGapLoadButton.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedGapRowProps extends PartProps<'div', FeedGapRowState>, WordsOptions {
  /** A row's, from one place of the feed to another. */
  readonly gap: FeedGap
  /** The button; `<FeedGapLoadButton />` by default. */
  readonly button?: ReactNode
}

/**
 * Draws a row that says that something is missing, and offers to load what isn't loaded by itself. Children replace the
 * sentence.
 */
export const FeedGapRow = /* @__PURE__ */ createPart(
  'FeedGapRow',
  'ow-feed-gap',
  'div',
  function useDrawing({ button = <FeedGapLoadButton />, gap, children, ...props }: FeedGapRowProps, context, name) {
    const { feed, words } = useFeedRoot(name, context)
    const speaker = useRef(null)
    const [asked, setAsked] = useState<'left' | 'loading' | 'failed'>('left')
    const { from, isPending, to } = gap
    const state: FeedGapRowState = { state: isPending ? 'pending' : asked, open: to === undefined }
    const canLoad = !isPending && to !== undefined && feed.connection.isPollable !== false

    function load(range: { readonly from: number; readonly to: number }) {
      setAsked('loading')
      feed.loadOlder(range).then(
        () => setAsked('left'),
        () => {
          setAsked('failed')
          context.say?.(speaker, words.notLoaded)
        },
      )
    }

    return {
      state,
      attributes: {
        ...props,
        children: (
          <FeedGapContext.Provider value={{ state, load: canLoad ? () => load({ from, to }) : undefined }}>
            <span>
              <span>
                {isPending ? words.catchingUp : (children ?? (to === undefined ? words.missingNewest : words.missing))}
              </span>
              {state.state === 'failed' && <span>{` ${words.notLoaded}`}</span>}
            </span>
            {button}
          </FeedGapContext.Provider>
        ),
      },
    }
  },
)

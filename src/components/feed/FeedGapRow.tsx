'use client'

import { useRef, useState } from 'react'
import type { FeedGap } from '../../core/feed/gaps.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { useFeedRoot } from './useFeedRoot.js'

export interface FeedGapRowState {
  /**
   * `pending` while it is being filled, `left` where it is not, `loading` and `failed` once somebody has asked for it.
   */
  readonly state: 'pending' | 'left' | 'loading' | 'failed'
  /** True where it goes on until now. */
  readonly open: boolean
}

export interface FeedGapRowProps extends PartProps<'div', FeedGapRowState>, WordsOptions {
  readonly gap: FeedGap
}

/**
 * Draws a row that says that something is missing, and offers to load what isn't loaded by itself. Children replace the
 * sentence.
 */
export const FeedGapRow = /* @__PURE__ */ createPart(
  'FeedGapRow',
  'ow-feed-gap',
  'div',
  function useDrawing({ gap, children, ...props }: FeedGapRowProps, context, name) {
    const { feed, words } = useFeedRoot(name, context)
    const speaker = useRef(null)
    const [asked, setAsked] = useState<'left' | 'loading' | 'failed'>('left')
    const { from, isPending, to } = gap
    const state: FeedGapRowState['state'] = isPending ? 'pending' : asked
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
      state: { state, open: to === undefined },
      attributes: {
        ...props,
        children: (
          <>
            <span>
              <span>
                {isPending ? words.catchingUp : (children ?? (to === undefined ? words.missingNewest : words.missing))}
              </span>
              {state === 'failed' && <span>{` ${words.notLoaded}`}</span>}
            </span>
            {canLoad && (
              <button
                type="button"
                data-slot="ow-button"
                aria-disabled={state === 'loading' || undefined}
                onClick={() => state !== 'loading' && load({ from, to })}
              >
                {state === 'loading' ? context.messages.loading : words.loadGap}
              </button>
            )}
          </>
        ),
      },
    }
  },
)

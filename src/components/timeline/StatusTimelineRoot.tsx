'use client'

import type { Timeline } from '../../core/contract/timeline.js'
import type { WordsOptions } from '../messages/words.js'
import { createPart, type PartProps } from '../part/createPart.js'
import { toNamed } from '../part/toNamed.js'
import { useSaid, useVoice } from '../part/useVoice.js'
import type { TimelineRoot } from '../part/PartContext.js'
import type { ConnectionView } from '../status/toConnectionWord.js'
import { type TimelineState, toTimelineState } from '../part/timelineState.js'
import { type ConnectionAttributes, toConnectionAttributes } from '../status/connectionAttributes.js'
import { toShortHash } from '../text/toShortHash.js'
import { useAnnouncement } from './useAnnouncement.js'

export interface StatusTimelineRootState extends TimelineState, ConnectionAttributes {
  /** Nothing is known yet: the steps are a sketch of those to come. */
  readonly pending: boolean
  /** As the prop. */
  readonly variant: StatusTimelineRootProps['variant']
  /** As the prop. */
  readonly orientation: StatusTimelineRootProps['orientation']
}

export interface StatusTimelineRootProps extends PartProps<'div', StatusTimelineRootState>, WordsOptions {
  /** Any protocol's, such as `toRelayTimeline()` makes it. */
  readonly timeline: Timeline
  /**
   * The timeline's accessible name, which its news begin with: "USDC to Base: Completed". Where the page shows a name,
   * pass `aria-labelledby` instead. By default the messages make one of `timeline.summary.id`.
   */
  readonly title?: string | undefined
  /** How the timeline is kept up to date, for `data-transport`, `data-stale`, `data-connection` and `data-reason`. */
  readonly connection?: ConnectionView | undefined
  /** True where `timeline` is only a sketch of the steps to come. */
  readonly isPending?: boolean
  /** How it is laid out: as a card with its steps, by default, or on one line without a frame. */
  readonly variant?: 'card' | 'compact' | undefined
  /** Which way the steps go. Where there is no room for a row of them they stand below each other. */
  readonly orientation?: 'vertical' | 'horizontal' | undefined
  /** Returns a transaction's page in an explorer; undefined where its chain isn't known, and no link is made. */
  readonly getTransactionHref?: TimelineRoot['getTransactionHref']
  /** Names a chain for the summary. By default its id is said, or the service's name for it. */
  readonly getChainName?: TimelineRoot['getChainName']
}

/**
 * Holds one timeline: gives it to the parts inside, carries its state, and says its changes of phase to screen readers.
 */
export const StatusTimelineRoot = /* @__PURE__ */ createPart(
  'StatusTimeline.Root',
  'ow-timeline',
  'div',
  function useDrawing(
    {
      timeline,
      connection,
      isPending = false,
      getChainName,
      getTransactionHref,
      orientation,
      title,
      variant,
      ...props
    }: StatusTimelineRootProps,
    { messages },
  ) {
    const { text = '', isUrgent } = useAnnouncement(timeline, isPending, messages)
    const { ref, say } = useVoice()
    useSaid(say, text, isUrgent ? 'urgent' : undefined)
    const id = timeline.summary?.id
    const state = toTimelineState(timeline)
    return {
      state: { ...state, ...toConnectionAttributes(connection), pending: isPending, orientation, variant },
      ref,
      attributes: {
        'aria-busy': isPending || undefined,
        ...toNamed(title ?? (id && messages.transferName(toShortHash(id))), props),
        ...props,
      },
      inside: {
        say,
        root: {
          state,
          timeline,
          isPending,
          getChainName,
          getTransactionHref,
        },
        clockOffsetMs: connection?.clockOffsetMs,
      },
    }
  },
)

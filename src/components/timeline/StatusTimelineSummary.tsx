'use client'

import { createPart, type PartProps } from '../part/createPart.js'
import { toDurationText } from '../text/toDurationText.js'
import { useNow } from '../part/useNow.js'
import type { TimelineState } from '../part/timelineState.js'
import { toAmountText } from '../text/toAmountText.js'
import { toSummary } from './toSummary.js'
import { toSummaryMessages } from '../messages/summaryMessages.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineSummaryProps extends PartProps<'div', TimelineState> {
  /** Says amounts and route also of what has ended, and not what happened to the money: for rows. False by default. */
  readonly isBrief?: boolean | undefined
}

/**
 * Says what the timeline is about: amounts and route, or what happened to the money at its end. Beside it stands how
 * long it takes, counted from `startedAt` on. It says what the timeline knows, and draws nothing where that is nothing.
 */
export const StatusTimelineSummary = /* @__PURE__ */ createPart(
  'StatusTimeline.Summary',
  'ow-summary',
  'div',
  useTimelineRoot,
  function useAttributes(
    { isBrief = false, ...props }: StatusTimelineSummaryProps,
    { getChainName, timeline },
    { locale, messages },
  ) {
    const { expectedMs, isFinal, outcome, startedAt, steps } = timeline
    const now = useNow(startedAt !== undefined && !isFinal)
    const { amounts, ending, route } = toSummary(timeline, messages, getChainName, (amount) =>
      now === undefined ? amount : toAmountText(amount, locale),
    )
    const [headline, second, third] = [!isBrief && ending, amounts, route].filter(Boolean)
    const until = isFinal ? Math.max(...steps.map(({ at = 0 }) => at)) : now
    const passedMs = startedAt && now !== undefined && until ? until - startedAt : undefined
    const leftMs = outcome || passedMs === undefined ? 0 : (expectedMs ?? 0) - passedMs
    if (!headline && passedMs === undefined) return undefined
    return {
      children: (
        <>
          <span data-slot="ow-headline" title={isBrief ? ending : undefined}>
            <bdi>{headline}</bdi>
          </span>
          {/* In a row its place stays, so that what stands before it is in line with other rows. */}
          {(isBrief || passedMs !== undefined) && (
            <span data-slot="ow-elapsed">{passedMs !== undefined && toDurationText(passedMs, locale)}</span>
          )}
          {second && (
            <span data-slot="ow-route">
              <bdi>{second}</bdi>
              {third && (
                <>
                  {' · '}
                  <bdi>{third}</bdi>
                </>
              )}
            </span>
          )}
          {leftMs >= 1000 && (
            <span data-slot="ow-left">{toSummaryMessages(messages).left(toDurationText(leftMs, locale))}</span>
          )}
        </>
      ),
      ...props,
    }
  },
)

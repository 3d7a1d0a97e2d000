'use client'

import { useRef, useState } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import type { TimelineState } from '../part/timelineState.js'
import { toShortHash, toShownHash } from '../text/toShortHash.js'
import { toSummaryMessages } from '../messages/summaryMessages.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineSupportProps extends PartProps<'div', TimelineState> {}

/**
 * Draws a row for somebody who needs help: the id, to be copied, and after it the children, such as a link to your
 * support. It is there where it has failed, or takes longer than was expected; else nothing is drawn.
 */
export const StatusTimelineSupport = /* @__PURE__ */ createPart(
  'StatusTimeline.Support',
  'ow-support',
  'div',
  useTimelineRoot,
  function useAttributes({ children, ...props }: StatusTimelineSupportProps, { timeline }, { messages, say }) {
    const { isLate, outcome, summary } = timeline
    const [isCopied, setCopied] = useState(false)
    const speaker = useRef(null)
    const id = summary?.id
    if (!isLate && outcome !== 'failure' && outcome !== 'refund') return undefined
    const { copied, copyId } = toSummaryMessages(messages)
    async function onCopy(text: string) {
      const isDone = await copy(text)
      setCopied(isDone)
      if (isDone) say?.(speaker, copied, 'nameless')
    }
    return {
      ...props,
      children: (
        <>
          {id && (
            <button type="button" data-slot="ow-button" title={toShownHash(id)} onClick={() => void onCopy(id)}>
              {isCopied ? copied : copyId(toShortHash(id))}
            </button>
          )}
          {children}
        </>
      ),
    }
  },
)

/** Pages that aren't served safely have no clipboard, and people may refuse it: the title has the whole id. */
const copy = async (text: string) => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

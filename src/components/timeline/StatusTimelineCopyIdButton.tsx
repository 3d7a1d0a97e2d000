'use client'

import { useRef, useState } from 'react'
import { createPart, type PartProps } from '../part/createPart.js'
import { mergeProps } from '../part/mergeProps.js'
import type { TimelineState } from '../part/timelineState.js'
import { toShortHash, toShownHash } from '../text/toShortHash.js'
import { toSummaryMessages } from '../messages/summaryMessages.js'
import { writeText } from '../text/writeText.js'
import { useTimelineRoot } from './useTimelineRoot.js'

export interface StatusTimelineCopyIdButtonProps extends PartProps<'button', TimelineState> {}

/** Copies the timeline's id, which its title has whole, and says so. Without an id nothing is drawn. */
export const StatusTimelineCopyIdButton = /* @__PURE__ */ createPart(
  'StatusTimeline.CopyIdButton',
  'ow-copy-id-button',
  'button',
  useTimelineRoot,
  function useAttributes(props: StatusTimelineCopyIdButtonProps, { timeline }, { messages, say }) {
    const [isCopied, setCopied] = useState(false)
    const speaker = useRef(null)
    const { copied, copyId } = toSummaryMessages(messages)
    const id = timeline.summary?.id
    if (!id) return undefined
    async function onCopy(text: string) {
      const isDone = await writeText(text)
      setCopied(isDone)
      if (isDone) say?.(speaker, copied, 'nameless')
    }
    return mergeProps(
      {
        type: 'button',
        title: toShownHash(id),
        onClick: () => void onCopy(id),
        children: isCopied ? copied : copyId(toShortHash(id)),
      },
      props,
    )
  },
)

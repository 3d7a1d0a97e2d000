'use client'

import { useState } from 'react'
import type { Timeline } from '../../core/contract/timeline.js'
import type { Messages } from '../messages/messages.js'
import { toStatusLabel } from '../status/toStatusLabel.js'

export interface Announcement {
  readonly text?: string
  /** True where it may interrupt: at failure and refund only. */
  readonly isUrgent?: boolean
}

/**
 * Returns what a live region should say: each change of phase once, and nothing at mount nor when the first data comes.
 */
export function useAnnouncement(timeline: Timeline, isPending: boolean, messages: Messages): Announcement {
  const { phase, outcome } = timeline
  const moment = isPending ? '' : `${phase} ${outcome}`
  const [said, setSaid] = useState<Announcement & { readonly moment: string }>({ moment })

  // State changes while rendering, so that the text is said together with what is shown.
  if (said.moment !== moment) {
    const text = messages.announcement(toStatusLabel(timeline, messages), timeline)
    const isUrgent = outcome === 'failure' || outcome === 'refund'
    setSaid(said.moment && moment ? { moment, text, isUrgent } : { moment })
  }
  return said
}

'use client'

import { useEffect, useRef, useState } from 'react'
import type { Timeline } from '../../core/timeline.js'
import type { Messages } from '../messages/messages.js'
import { toStatusLabel } from '../status/toStatusLabel.js'

export interface Announcement {
  readonly text: string
  /** Whether it may interrupt: failure and refund only. */
  readonly isUrgent: boolean
}

/** What a live region should say: each change of phase once, and nothing at mount nor when the first data comes. */
export function useAnnouncement(timeline: Timeline, isPending: boolean, messages: Messages): Announcement | undefined {
  const [announcement, setAnnouncement] = useState<Announcement>()
  const { phase, outcome } = timeline
  const moment = isPending ? undefined : `${phase} ${outcome}`
  const known = useRef(moment)

  useEffect(() => {
    const before = known.current
    known.current = moment
    if (before === undefined || moment === undefined || before === moment) return
    const text = messages.announcement(toStatusLabel(timeline, messages), timeline)
    setAnnouncement({ text, isUrgent: outcome === 'failure' || outcome === 'refund' })
  }, [moment, outcome, timeline, messages])

  return announcement
}

'use client'

import { forwardRef, type ReactElement, useMemo } from 'react'
import type { Timeline } from '../../core/timeline.js'
import { OnwireMessagesProvider, useWords, type WordsOptions } from '../messages/OnwireMessagesProvider.js'
import { type PartProps, usePart } from '../part/usePart.js'
import { VisuallyHidden } from '../part/VisuallyHidden.js'
import type { ConnectionView } from '../status/toConnectionWord.js'
import {
  type ConnectionState,
  type TimelineState,
  toConnectionState,
  toTimelineState,
} from '../status/toTimelineState.js'
import { TimelineContext, type TimelineRoot } from './TimelineContext.js'
import { useAnnouncement } from './useAnnouncement.js'

export type StatusTimelineRootState = TimelineState & ConnectionState & { readonly pending: boolean }

export interface StatusTimelineRootProps extends PartProps<'div', StatusTimelineRootState>, WordsOptions {
  readonly timeline: Timeline
  /** How it is kept up to date, for `data-transport`, `data-connection` and `data-reason`. */
  readonly connection?: ConnectionView | undefined
  /** Whether `timeline` is only a sketch of what will come. */
  readonly isPending?: boolean
  /** A transaction's page in an explorer; undefined, and no link is made, where its chain isn't known. */
  readonly getTransactionHref?: TimelineRoot['getTransactionHref']
}

/** Holds one timeline: gives it to the parts inside, carries its state, and says its changes of phase to screen readers. */
export const StatusTimelineRoot = forwardRef<HTMLDivElement, StatusTimelineRootProps>(function StatusTimelineRoot(
  { timeline, connection, isPending = false, getTransactionHref, messages: over, locale, children, ...props },
  ref,
): ReactElement {
  const { messages } = useWords({ messages: over, locale })
  const announcement = useAnnouncement(timeline, isPending, messages)
  const root = useMemo(() => ({ timeline, isPending, getTransactionHref }), [timeline, isPending, getTransactionHref])
  const element = usePart({
    tag: 'div',
    slot: 'timeline',
    state: { ...toTimelineState(timeline), ...toConnectionState(connection), pending: isPending },
    own: {
      'aria-busy': isPending || undefined,
      children: (
        <>
          {children}
          <VisuallyHidden live="polite">{!announcement?.isUrgent && announcement?.text}</VisuallyHidden>
          {announcement?.isUrgent && <VisuallyHidden live="assertive">{announcement.text}</VisuallyHidden>}
        </>
      ),
    },
    props,
    ref,
  })
  return (
    <OnwireMessagesProvider messages={over} locale={locale}>
      <TimelineContext.Provider value={root}>{element}</TimelineContext.Provider>
    </OnwireMessagesProvider>
  )
})

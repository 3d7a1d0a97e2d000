'use client'

import { type ReactNode, useContext } from 'react'
import { FeedContext } from './FeedContext.js'

interface FeedDetailsProps {
  readonly item: object
  /** The line that is there while it is closed. */
  readonly line: ReactNode
  readonly children: ReactNode
}

/** Draws a line that opens. It stays as the reader left it, also when its row was out of view meanwhile. */
export function FeedDetails({ children, item, line }: FeedDetailsProps) {
  const opened = useContext(FeedContext)?.opened
  return (
    <details
      data-slot="ow-feed-details"
      open={opened?.has(item)}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) opened?.add(item)
        else opened?.delete(item)
      }}
    >
      <summary data-slot="ow-log-line">{line}</summary>
      {children}
    </details>
  )
}

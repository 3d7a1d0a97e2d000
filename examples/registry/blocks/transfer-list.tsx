'use client'

import { RelayStatusCompact } from 'onwire/relay'

export interface TransferListProps {
  readonly requestIds: readonly string[]
}

/** Draws a line for each Relay request. */
export function TransferList({ requestIds }: TransferListProps) {
  return (
    <ul className="divide-y rounded-lg border bg-card text-card-foreground">
      {requestIds.map((requestId) => (
        <li key={requestId} className="px-4 py-3">
          <RelayStatusCompact requestId={requestId} />
        </li>
      ))}
    </ul>
  )
}

import type { ComponentType, ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useLayoutEffect } from 'react'
import { recordShown } from './latency.js'

export interface RowProps {
  readonly requestId: string
}

/** One mounted component an id, which shows its text under it. */
export function renderRows(
  requestIds: readonly string[],
  Row: ComponentType<RowProps>,
  wrap: (rows: ReactNode) => ReactNode = (rows) => rows,
): (requestId: string) => string {
  createRoot(document.body).render(wrap(requestIds.map((id) => <Row key={id} requestId={id} />)))
  return (requestId) => document.getElementById(requestId)?.textContent ?? ''
}

/** To be called by each row, with the time that its status bears. */
export function useRecord(updatedAt: number | undefined) {
  // Runs in the commit, after the DOM was changed.
  useLayoutEffect(() => {
    if (updatedAt !== undefined) recordShown(updatedAt)
  }, [updatedAt])
}

import type { ReactNode } from 'react'

interface ScrollListProps {
  readonly className: string
  readonly label: string
  readonly children: ReactNode
}

/** A list that scrolls by itself. */
export function ScrollList({ children, className, label }: ScrollListProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls has to be reached by keyboard.
    <ol className={className} tabIndex={0} aria-label={label}>
      {children}
    </ol>
  )
}

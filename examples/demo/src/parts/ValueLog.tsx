import { formatTime } from '../model/formatTime.js'
import type { Value } from '../model/values.js'

export interface ValueLogProps {
  readonly values: readonly Value[]
  /** For a log without an end: it scrolls, and begins with the newest. */
  readonly isLong?: boolean
}

/** Whatever was shown, and whether the socket or a poll had brought it. */
export function ValueLog({ isLong = false, values }: ValueLogProps) {
  const inOrder = isLong ? values.map((value, nth) => values.at(-1 - nth) ?? value) : values
  return (
    <details className="log" open>
      <summary>
        Values <span className="count">{values.length}</span>
      </summary>
      <ol className="values" {...(isLong && { tabIndex: 0, 'aria-label': 'Values, newest first', 'data-long': true })}>
        {inOrder.map(({ at, nth, text, via }) => (
          <li key={nth} data-via={via} data-status={text}>
            <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>
            <code dir="ltr">{text}</code>
            <span className="via" data-via={via}>
              {via}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

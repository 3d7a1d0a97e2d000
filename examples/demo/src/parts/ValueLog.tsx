import { formatTime } from '../model/formatTime.js'
import type { Value } from '../model/values.js'

/** Whatever was shown, and whether the socket or a poll had brought it. */
export function ValueLog({ values }: { readonly values: readonly Value[] }) {
  return (
    <details className="log" open>
      <summary>
        Values <span className="count">{values.length}</span>
      </summary>
      <ol className="values">
        {values.map(({ at, nth, text, via }) => (
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

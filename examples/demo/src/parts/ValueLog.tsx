import { formatTime } from '../model/formatTime.js'
import type { Value } from '../model/values.js'

/** Every status that was shown, and whether the socket or a poll had brought it. */
export function ValueLog({ values }: { readonly values: readonly Value[] }) {
  return (
    <details className="log" open>
      <summary>
        Values <span className="count">{values.length}</span>
      </summary>
      <ol className="values">
        {values.map(({ at, status, via }) => (
          <li key={`${at} ${status}`} data-via={via} data-status={status}>
            <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>
            <code dir="ltr">{status}</code>
            <span className="via" data-via={via}>
              {via}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

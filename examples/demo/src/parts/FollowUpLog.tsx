import type { FollowUps } from '../model/followUps.js'
import { ScrollList } from './ScrollList.js'

/** The follow-up calls that `onEvents` gives rise to. Nothing is asked for here. */
export function FollowUpLog({ followUps: { count, newest } }: { readonly followUps: FollowUps }) {
  return (
    <details className="log" data-testid="follow-ups" data-count={count}>
      <summary>
        Follow-up calls <span className="count">{count}</span>
      </summary>
      {newest.length === 0 ? (
        <p className="hint log-hint">
          Nothing yet. Each transfer that is told from now on would be followed by a call.
        </p>
      ) : (
        <ScrollList className="frames" label="Follow-up calls, newest first">
          {newest.map(({ key, kind, text }) => (
            <li key={key} data-kind={kind}>
              <span className="frame-facts">
                {kind === 'fetch' ? 'would fetch metadata:' : 'taken back, would forget:'}
              </span>
              <code dir="ltr">GET {text}</code>
            </li>
          ))}
        </ScrollList>
      )}
    </details>
  )
}

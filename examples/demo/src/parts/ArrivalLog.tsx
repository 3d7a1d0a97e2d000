import { ScrollList } from './ScrollList.js'
import { type Arrival, useBridgeControl } from '../model/bridgeControl.js'
import { formatTime } from '../model/formatTime.js'

const outcomes: Readonly<Record<string, string>> = {
  HANDLED: 'taken in',
  LATE: 'late, adds nothing newer',
  DUPLICATE: 'a repetition, passed over',
  EVENT_FAILED: 'not safe: Relay is to send it again',
}

const words: Readonly<Record<Arrival['via'], string>> = { webhook: 'webhook', socket: 'socket', poll: 'poll' }

const shown = 40

/** What came in to the bridge of a request, by which way, the newest first. */
export function ArrivalLog({ subject }: { readonly subject: string }) {
  const { state } = useBridgeControl()
  const own = subject.toLowerCase()
  const arrivals = state?.arrivals.filter((arrival) => arrival.subject === own) ?? []
  const newestFirst = arrivals.slice(-shown).sort((a, b) => b.seq - a.seq)
  return (
    <details className="log" open data-testid="arrivals">
      <summary>
        Into the bridge <span className="count">{arrivals.length}</span>
      </summary>
      <ScrollList className="values arrivals" label="What came in to the bridge, newest first">
        {newestFirst.map(({ at, outcome, seq, told, via }) => (
          <li key={seq} data-via={via} data-status={told} data-outcome={outcome || undefined}>
            <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>
            <span>
              <code dir="ltr">{told || '?'}</code>
              {outcome && <span className="hint"> {outcomes[outcome] ?? outcome.toLowerCase()}</span>}
            </span>
            <span className="via" data-via={via}>
              {words[via]}
            </span>
          </li>
        ))}
      </ScrollList>
    </details>
  )
}

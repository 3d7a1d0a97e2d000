import { useStore } from '../model/createStore.js'
import { useDemo, useService } from '../model/DemoContext.js'
import { formatTime } from '../model/formatTime.js'
import { ScrollList } from './ScrollList.js'

/** What onwire notes of trouble that needs no action. */
export function Diagnostics() {
  const { facts } = useService()
  const noted = useStore(useDemo().diagnostics).filter(({ protocol }) => protocol === facts.protocol)
  const titleId = `${facts.id}-diagnostics`
  return (
    <section className="panel" aria-labelledby={titleId}>
      <h2 id={titleId}>Diagnostics</h2>
      {noted.length === 0 ? (
        <p className="hint">Nothing so far. Junk, refusals and pauses are noted here.</p>
      ) : (
        <ScrollList className="diagnostics" label="Diagnostics, newest first">
          {noted.map(({ at, code, count, frame, message }) => (
            <li key={`${code} ${count}`} data-code={code}>
              <span className="frame-facts">
                <time dateTime={new Date(at).toISOString()}>{formatTime(at)}</time>
                <strong>{code}</strong>
              </span>
              <span>{message}</span>
              {frame !== undefined && <code dir="ltr">{frame || '(empty)'}</code>}
            </li>
          ))}
        </ScrollList>
      )}
    </section>
  )
}

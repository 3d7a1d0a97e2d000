import { RequestCard } from './RequestCard.js'
import { useStore } from '../model/createStore.js'
import { useDemo } from '../model/DemoContext.js'
import { favourites } from '../model/scenarios.js'
import { getRelayScenario } from 'onwire/testing'

/** A card for each request, the newest first; three to begin with where there is none. */
export function Requests() {
  const { requests, simulator } = useDemo()
  const items = useStore(requests.items)
  if (items.length > 0) {
    return (
      <ul className="cards" aria-label="Transfers">
        {items.map((item) => (
          <li key={item.requestId}>
            <RequestCard {...item} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <section className="empty" aria-labelledby="empty-title">
      <h2 id="empty-title">{simulator ? 'No transfer yet' : 'No request yet'}</h2>
      <p className="hint">
        {simulator ? 'Start one, and watch it go through:' : 'Paste the id that a quote of Relay gave.'}
      </p>
      {simulator && (
        <div className="favourites">
          {favourites.map(getRelayScenario).map(({ description, name, title }) => (
            <button key={name} type="button" className="favourite" onClick={() => void requests.start(name)}>
              <strong>{title}</strong>
              <span>{description}</span>
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

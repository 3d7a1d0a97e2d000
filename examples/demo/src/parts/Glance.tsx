import { RelayStatusCompact } from 'onwire/relay'
import { useStore } from '../model/createStore.js'
import { useService } from '../model/DemoContext.js'
import { toQuote } from '../model/toQuote.js'

/** Fewer are seen at once by their cards. */
const fewest = 4

/** Draws all transfers on a line each, once there are many. */
export function Glance() {
  const { followed } = useService()
  const items = useStore(followed.items)
  if (items.length < fewest) return null
  return (
    <section className="card" aria-labelledby="glance-title">
      <header className="card-heading">
        <h2 id="glance-title">All at a glance</h2>
      </header>
      <ul className="glance">
        {items.map((item) => (
          <li key={item.key}>
            <RelayStatusCompact requestId={item.id} from={toQuote(item).from} />
          </li>
        ))}
      </ul>
    </section>
  )
}

import { QueryCache } from '@tanstack/react-query'
import { type Query, readQuery } from './readComponents.js'
import { recordShown } from './recorder.js'

/** Writes down what each query held when it was removed, or when the function that is given back is called: at the end of each test. */
export function recordQueries(): () => void {
  const caches = new Set<QueryCache>()
  const say = recordShown('queries')
  const read = (query: unknown) => readQuery(query as Query, (path, text) => say(`query${path}`, text))

  // An arrow function would have no cache as its `this`.
  const { notify } = QueryCache.prototype
  QueryCache.prototype.notify = function (event) {
    caches.add(this)
    if (event.type === 'removed') read(event.query)
    notify.call(this, event)
  }
  return () => {
    for (const cache of caches) cache.getAll().forEach(read)
    caches.clear()
  }
}

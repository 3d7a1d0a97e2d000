/** A queue is looked through once in so many ms: nothing that joins a long one meanwhile is compared yet. */
const orderMs = 100

interface Waiting {
  readonly since: () => number
}

/** Finds who has waited longest in a queue. */
export interface OldestFirst<Request extends Waiting> {
  /** Looks through the queue anew where that was long ago, or where nobody is left in the order who may start. */
  find(now: number, mayStart: (request: Request) => boolean): Request | undefined
  leave(request: Request): void
}

/** Keeps the order of a queue for a moment: thousands aren't looked through for each request that ends. */
export function createOldestFirst<Request extends Waiting>(queue: ReadonlySet<Request>): OldestFirst<Request> {
  let order: Request[] = []
  let orderedAt = -Infinity
  return {
    find(now, mayStart) {
      const next = now - orderedAt < orderMs && order.find((each) => queue.has(each) && mayStart(each))
      if (next) return next
      const sorted = Array.from(queue, (each) => [each.since(), each] as const).sort(([one], [other]) => one - other)
      order = sorted.map(([, each]) => each)
      orderedAt = now
      return order.find(mayStart)
    },
    leave(request) {
      // Nearly always: else it is passed over.
      if (order[0] === request) order.shift()
    },
  }
}

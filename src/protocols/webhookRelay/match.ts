import type { Webhook } from './model.js'

/** How far apart a webhook's arrival and its log may be, in ms: clocks differ. */
const apartMs = 60_000
/** Within which one webhook's messages come, one for each of its outputs, in ms. */
const togetherMs = 5_000

const isOwnId = ({ id }: Webhook) => id.startsWith('~')

/**
 * Gives each piece of news the `id` under which its webhook is known.
 *
 * - A message without the log's id gets one of our own, unless the log is known: the nearest in time that says the same.
 * - A log that was told of by such a message takes its `id`, and adds its own as `logId`.
 * - Messages of one webhook for several outputs are one.
 * - Two webhooks that say the same stay two: each message finds another log.
 */
export function matchWebhooks(known: readonly Webhook[], news: readonly Webhook[]): readonly Webhook[] {
  if (![...known, ...news].some((webhook) => webhook.id === '' || isOwnId(webhook))) return news
  const all = new Map(known.map((webhook) => [webhook.id, webhook]))
  const owners = new Map(known.flatMap(({ id, logId }) => (logId === undefined ? [] : [[logId, id]])))

  function place(item: Webhook): Webhook {
    const { id, logId = isOwnId(item) ? '' : id } = item
    const own = owners.get(logId) ?? (all.has(logId) ? logId : undefined)
    if (own !== undefined) return own === logId ? { ...item, id: own } : { ...item, id: own, logId }
    if (id === '') return { ...item, id: findForMessage(item) ?? createId(item) }
    const found = isOwnId(item) || item.arrivedAt !== undefined ? undefined : findForLog(item)
    return found === undefined ? item : { ...item, id: found, logId: id }
  }

  function findForMessage(item: Webhook): string | undefined {
    const sister = findNearest(
      item,
      togetherMs,
      (other) =>
        other.arrivedAt !== undefined &&
        other.outputs.length * item.outputs.length > 0 &&
        !item.outputs.some((output) => other.outputs.includes(output)),
    )
    return sister ?? findNearest(item, apartMs, ({ arrivedAt }) => arrivedAt === undefined)
  }

  function findForLog(item: Webhook): string | undefined {
    return findNearest(item, apartMs, (other) => isOwnId(other) && other.logId === undefined)
  }

  function findNearest(item: Webhook, withinMs: number, isOpen: (other: Webhook) => boolean): string | undefined {
    let [nearest, best]: [string | undefined, number] = [undefined, withinMs]
    for (const other of all.values()) {
      const ms = Math.abs(other.receivedAt - item.receivedAt)
      if (ms > best || (ms === best && nearest !== undefined) || !isOpen(other) || !saysTheSame(item, other)) continue
      nearest = other.id
      best = ms
    }
    return nearest
  }

  function createId({ receivedAt }: Webhook): string {
    let id = `~${receivedAt}`
    for (let nth = 1; all.has(id); nth += 1) id = `~${receivedAt}.${nth}`
    return id
  }

  return news.map((item) => {
    const placed = place(item)
    const before = all.get(placed.id)
    all.set(placed.id, { ...before, ...placed, outputs: [...(before?.outputs ?? []), ...placed.outputs] })
    if (placed.logId !== undefined) owners.set(placed.logId, placed.id)
    return placed
  })
}

/** Whether two tell of the same request. Of headers, those that both have must agree: each side leaves some out. */
function saysTheSame(a: Webhook, b: Webhook): boolean {
  return (
    a.bucketId === b.bucketId &&
    a.method === b.method &&
    a.query === b.query &&
    a.body === b.body &&
    (a.inputId ?? b.inputId) === (b.inputId ?? a.inputId) &&
    agree(toLower(a), toLower(b))
  )
}

function toLower({ headers }: Webhook): ReadonlyMap<string, string> {
  return new Map(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join()]))
}

function agree(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return [...a].every(([name, value]) => !b.has(name) || b.get(name) === value)
}

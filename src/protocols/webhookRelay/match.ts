import { mergeWebhook, type Webhook } from './model.js'

/** How far apart a webhook's arrival and its log may be, in ms: clocks differ. */
const apartMs = 60_000
/** Within which one webhook's messages come, one for each of its outputs, in ms. */
const togetherMs = 5_000

/** Also of a message that has none yet. */
const isOwnId = (id: string) => !id || id.startsWith('~')

/**
 * Gives each piece of news the `id` under which its webhook is known.
 *
 * - A message without the log's id gets one of our own, unless the log is known: the nearest in time that says the
 *   same.
 * - A log that was told of by such a message takes its `id`, and adds its own as `logId`.
 * - A webhook that another engine has named keeps the `id` under which it was known here first.
 * - Messages of one webhook for several outputs are one.
 * - Two webhooks that say the same stay two: each message finds another log.
 */
export function matchWebhooks(known: readonly Webhook[], news: readonly Webhook[]): readonly Webhook[] {
  if (![...known, ...news].some(({ id }) => isOwnId(id))) return news
  /** By `id`, and by `logId`. */
  const all = new Map<string, Webhook>()
  for (const webhook of known) add(webhook)

  function add(webhook: Webhook) {
    all.set(webhook.id, webhook)
    if (webhook.logId) all.set(webhook.logId, webhook)
  }

  function place(item: Webhook): Webhook {
    const isOwn = isOwnId(item.id)
    const logId = isOwn ? item.logId : item.id
    const same =
      all.get(logId ?? '') ?? all.get(item.id) ?? (isOwn && logId ? undefined : (findSister(item) ?? findOther(item)))
    const id = same?.id ?? (item.id || createId(item))
    return { ...item, id, ...(logId && logId !== id && { logId }) }
  }

  function findSister(item: Webhook): Webhook | undefined {
    const { id, outputs } = item
    if (id) return undefined
    return findNearest(
      item,
      togetherMs,
      (other) =>
        other.arrivedAt !== undefined &&
        other.outputs.length * outputs.length > 0 &&
        !outputs.some((output) => other.outputs.includes(output)),
    )
  }

  /**
   * Finds the log of a message, or the message of a log. Where another engine has joined the two, both tell of one
   * arrival.
   */
  function findOther(item: Webhook): Webhook | undefined {
    const { arrivedAt, id } = item
    return findNearest(
      item,
      apartMs,
      (other) =>
        isOwnId(other.id) !== isOwnId(id) &&
        !other.logId &&
        (!other.arrivedAt || !arrivedAt || (id !== '' && other.arrivedAt === arrivedAt)),
    )
  }

  function findNearest(item: Webhook, withinMs: number, isOpen: (other: Webhook) => boolean): Webhook | undefined {
    let nearest: Webhook | undefined
    let best = withinMs
    for (const other of all.values()) {
      const ms = Math.abs(toHeardAt(other) - toHeardAt(item))
      if (ms > best || (ms === best && nearest) || !isOpen(other) || !saysTheSame(item, other)) continue
      nearest = other
      best = ms
    }
    return nearest
  }

  function createId({ receivedAt }: Webhook): string {
    let at = receivedAt
    while (all.has(`~${at}`)) at += 1
    return `~${at}`
  }

  return news.map((item) => {
    const placed = place(item)
    add(mergeWebhook(all.get(placed.id), placed))
    return placed
  })
}

/** A webhook that nobody has logged may stand later than it came. */
const toHeardAt = ({ arrivedAt, loggedAt, receivedAt }: Webhook) => loggedAt ?? arrivedAt ?? receivedAt

/** Tells whether two are about the same request. */
function saysTheSame(a: Webhook, b: Webhook): boolean {
  return (
    a.bucketId === b.bucketId &&
    a.method === b.method &&
    a.query === b.query &&
    a.body === b.body &&
    (a.inputId ?? b.inputId) === (b.inputId ?? a.inputId) &&
    agree(a, b)
  )
}

/** Compares the headers that both have: each side leaves some out. */
function agree(a: Webhook, b: Webhook): boolean {
  const told = new Map(Object.entries(b.headers).map(toPair))
  return Object.entries(a.headers)
    .map(toPair)
    .every(([name, value]) => (told.get(name) ?? value) === value)
}

function toPair([name, values]: [string, readonly string[]]): readonly [string, string] {
  return [name.toLowerCase(), values.join()]
}

import type { Clock } from '../../../core/contract/environment.js'

/** How many unknown topics of a caller that has too many are followed at once, and for how long each, in ms. */
const atOnce = 4
const rotateMs = 15_000

/** A topic that is wanted. */
export interface Rotated {
  /** The first that wants it, or while it waits the last. */
  caller: string | undefined
  /** False while it waits for its turn: then nobody follows it. */
  isFollowed: boolean
}

/**
 * Lets topics of which nothing is known take turns, where one caller has many of them: made-up ids would take the
 * service's requests from everybody else. A topic of which something becomes known is followed for good.
 */
export interface TopicRotation<Item extends Rotated> {
  add(items: readonly Item[]): void
  /** Something was heard of it: where that makes it known, the next one has its turn. */
  refresh(item: Item): void
  delete(item: Item): void
  close(): void
}

/** `onChange`: other topics are followed than before. */
export function createTopicRotation<Item extends Rotated>(
  clock: Clock,
  maxUnknown: number,
  hasData: (item: Item) => boolean,
  onChange: () => void,
): TopicRotation<Item> {
  /** Each caller's topics of which nothing was known when it was last looked at. Those whose turn it is come first. */
  const unknown = new Map<string, Set<Item>>()
  let stopTimer: (() => void) | undefined

  /** Returns true where it is crowded. */
  function assign(caller: string, own: Set<Item>): boolean {
    let hasChanged = false
    const setFollowed = (item: Item, isFollowed: boolean) => {
      hasChanged ||= item.isFollowed !== isFollowed
      item.isFollowed = isFollowed
    }
    for (const item of own)
      if (hasData(item)) {
        own.delete(item)
        setFollowed(item, true)
      }
    const isCrowded = own.size > maxUnknown
    let count = 0
    for (const item of own) setFollowed(item, !isCrowded || count++ < atOnce)
    if (own.size === 0) unknown.delete(caller)
    if (hasChanged) onChange()
    return isCrowded
  }

  function rotate() {
    stopTimer = undefined
    let isCrowded = false
    for (const [caller, own] of [...unknown]) {
      const had = [...own].slice(0, own.size > maxUnknown ? atOnce : 0)
      for (const item of had) {
        own.delete(item)
        own.add(item)
      }
      if (assign(caller, own)) isCrowded = true
    }
    if (isCrowded) stopTimer = clock.after(rotateMs, rotate)
  }

  return {
    add(items) {
      const callers = new Set<string>()
      for (const item of items) {
        if (item.caller === undefined) {
          if (!item.isFollowed) onChange()
          item.isFollowed = true
          continue
        }
        unknown.set(item.caller, (unknown.get(item.caller) ?? new Set()).add(item))
        callers.add(item.caller)
      }
      for (const caller of callers)
        if (assign(caller, unknown.get(caller) ?? new Set())) stopTimer ??= clock.after(rotateMs, rotate)
    },
    refresh(item) {
      const own = item.caller === undefined ? undefined : unknown.get(item.caller)
      if (item.caller !== undefined && own?.has(item)) assign(item.caller, own)
    },
    delete(item) {
      if (item.caller !== undefined) unknown.get(item.caller)?.delete(item)
    },
    close() {
      stopTimer?.()
      unknown.clear()
    },
  }
}

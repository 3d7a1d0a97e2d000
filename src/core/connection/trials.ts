import type { BeginTrials, CreateTrials } from '../contract/trials.js'

/** A topic that was sent less than this before the end of its link may be the reason, in ms. */
const atOnceMs = 3_000
/** A topic that ends links is tried again after so long, in ms. */
const leftOutMs = 600_000

/**
 * For a service that ends a link for one topic, such as a broker for a destination that it doesn't know: nothing else
 * is live as long as that is wanted.
 *
 * 1. A topic that is refused just before the end of its link is left out. 2. Else all that were just sent are suspects:
 * on later links they are sent one by one, each alone and once nothing else is unproven. 3. The one that ends a link
 * then is left out for 10 min, as long as somebody wants it.
 *
 * A link that carries nothing else proves nothing: it may be the service that drops every link.
 */
export const createTrials: CreateTrials = ({ after, now }): BeginTrials => {
  /** When each suspect may be tried. Whoever was tried last comes last. */
  const tryAt = new Map<string, number>()

  return (states, sync) => {
    const since = new Map<string, number>()
    let stopTimer: (() => void) | undefined
    const isUnproven = (key: string) => states.has(key) && now() < (since.get(key) ?? -Infinity) + atOnceMs
    const getUnproven = () => [...states.keys()].filter(isUnproven)

    return {
      choose(wanted, isNew) {
        for (const key of tryAt.keys()) if (!wanted.has(key) || (states.has(key) && !isUnproven(key))) tryAt.delete(key)
        stopTimer?.()
        if (tryAt.size > 0) stopTimer = after(Math.max(atOnceMs, Math.min(...tryAt.values()) - now()), sync)
        const added = [...wanted].filter(([key, topic]) => isNew(key, topic))
        const isBusy = getUnproven().length > 0 || added.some(([key]) => !tryAt.has(key))
        const isDue = ([key, at]: readonly [string, number]) => at <= now() && added.some(([other]) => other === key)
        const [tried] = (!isBusy && [...tryAt].find(isDue)) || []
        return new Map([...wanted].filter(([key]) => key === tried || states.has(key) || !tryAt.has(key)))
      },
      record: (key) => since.set(key, now()),
      prove(key) {
        if (since.delete(key) && tryAt.has(key)) sync()
      },
      end(isLost) {
        stopTimer?.()
        if (!isLost) return []
        const unproven = getUnproven()
        const refused = unproven.filter((key) => states.get(key) === 'refused')
        const isProof = unproven.length === 1 && states.size > 1
        const guilty = refused.length > 0 ? refused : unproven.filter((key) => isProof && tryAt.has(key))
        const isFound = guilty.length > 0
        for (const key of isFound ? guilty : unproven) {
          tryAt.delete(key)
          tryAt.set(key, now() + (isFound ? leftOutMs : 0))
        }
        return guilty
      },
    }
  }
}

import type { Sight } from './page/main.js'

export interface Story {
  readonly sights: readonly Sight[]
  /** From when on what was true. */
  readonly truths: readonly { readonly at: number; readonly truth: string }[]
  readonly faultAt: number
  readonly healedAt: number
  readonly endAt: number
}

/** Times are in ms. */
export interface Verdict {
  /** From the fault to the first word that isn't "live"; absent where none was said. */
  readonly wordMs?: number
  /** From the news during the fault until they were shown. */
  readonly truthMs: number
  /** From its end until the page is live again, with the newest. */
  readonly backMs: number
  /** The longest that the page showed less than the truth, and did not say so. */
  readonly behindMs: number
  /** What can never be right: an end that was none, or a step back. */
  readonly wrong: readonly string[]
}

export function judge({ endAt, faultAt, healedAt, sights, truths }: Story): Verdict {
  const order = truths.map(({ truth }) => truth)
  const [, news] = truths
  const word = sights.find(({ at, word: said }) => at >= faultAt && said !== 'live')
  const shownAt = sights.find(({ at, shown }) => at >= faultAt && order.indexOf(shown) > 0)?.at ?? endAt
  const wrong = sights.flatMap(({ isSettled, shown }, index) => {
    const before = sights[index - 1]
    const isBack = before && order.indexOf(shown) < order.indexOf(before.shown)
    return [...(isSettled ? [`settled at ${shown}`] : []), ...(isBack ? [`from ${before.shown} back to ${shown}`] : [])]
  })
  return {
    ...(word && { wordMs: word.at - faultAt }),
    truthMs: shownAt - (news?.at ?? faultAt),
    backMs: endAt - healedAt,
    behindMs: getBehindMs({ endAt, faultAt, healedAt, sights, truths }),
    wrong,
  }
}

/** A page that says that it isn't up to date claims nothing. */
function getBehindMs({ endAt, sights, truths }: Story): number {
  let longest = 0
  let since: number | undefined
  const times = [...sights.map(({ at }) => at), ...truths.map(({ at }) => at), endAt].sort((one, other) => one - other)
  for (const at of times) {
    const sight = sights.filter((each) => each.at <= at).at(-1)
    const truth = truths.filter((each) => each.at <= at).at(-1)?.truth
    const isBehind =
      sight !== undefined && truth !== undefined && sight.shown !== '' && !sight.isStale && sight.shown !== truth
    if (since !== undefined) longest = Math.max(longest, at - since)
    since = isBehind ? (since ?? at) : undefined
  }
  return longest
}

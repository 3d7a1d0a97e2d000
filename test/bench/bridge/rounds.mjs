// @ts-check
import { summarize } from '../support/statistics.mjs'

/**
 * Each round in another order.
 * @template Item
 * @param {readonly Item[]} items
 * @param {number} round
 */
export function rotate(items, round) {
  const first = round % items.length
  return [...items.slice(first), ...items.slice(0, first)]
}

/**
 * Round by round: what others do on this machine meanwhile concerns both.
 * @template Item
 * @param {readonly Item[]} own
 * @param {readonly Item[]} base
 * @param {(item: Item) => number} pick
 */
export function toRatios(own, base, pick) {
  return summarize(
    own.map((item, round) => {
      const other = base[round]
      return other === undefined ? NaN : pick(item) / pick(other)
    }),
  )
}

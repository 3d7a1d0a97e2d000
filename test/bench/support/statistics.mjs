// @ts-check

/**
 * The value below which `share` of them are.
 * @param {readonly number[]} values
 * @param {number} share
 */
export function getQuantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return toShort(below + (above - below) * (place % 1))
}

/** @param {readonly number[]} values */
export function summarize(values) {
  return { median: getQuantile(values, 0.5), min: getQuantile(values, 0), max: getQuantile(values, 1) }
}

/** @param {number} value */
function toShort(value) {
  return Number(value.toPrecision(3))
}

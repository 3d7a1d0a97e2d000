// @ts-check

/** The floor is what all others are compared with. `isFor` leaves out what would tell nothing new, or never end. */
export const variants = [
  { name: 'floor', isFor: () => true },
  // Two parts of what onwire costs: its engine alone, and `useQuery` at its best. Then the least that shows a status at all.
  { name: 'engine', isFor: () => true },
  { name: 'batched', isFor: () => true },
  { name: 'store-per-frame', isFor: () => true },
  { name: 'store-at-once', isFor: () => true },
  { name: 'onwire', isFor: () => true },
  { name: 'setQueryData', isFor: () => true },
  // Each component filters each message: 10 000 take minutes.
  { name: 'react-use-websocket', isFor: (/** @type {number} */ ids) => ids <= 1000 },
]

export const latencyVariants = ['onwire', 'store-per-frame', 'store-at-once', 'batched', 'setQueryData']
export const mountVariants = ['onwire', 'store-per-frame', 'batched']

/** One that moves a manual clock on, as the tests' set-ups do. */
export interface Waiting {
  wait(ms: number): Promise<void>
}

/**
 * Moves time on until something holds, by a second at a time, and at most for so long.
 *
 * A property that something is right within a minute costs a minute of polls a story, and most stories are right after
 * a few seconds. Where the story `isLong` all of the time goes by: what came right must stay right.
 */
export async function holdsWithin(
  setup: Waiting,
  ms: number,
  holds: () => boolean,
  { isLong = false }: { readonly isLong?: boolean } = {},
): Promise<void> {
  if (isLong) return setup.wait(ms)
  for (let leftMs = ms; leftMs > 0 && !holds(); leftMs -= 1_000) await setup.wait(Math.min(1_000, leftMs))
}

/** One story in eight, by its own length, so that a seed draws the same. */
export const isEighth = (steps: readonly unknown[]): boolean => steps.length % 8 === 0

/** The source of whatever a suite draws. */
export interface Chance {
  /** A whole number; both ends included. */
  integer(from: number, to: number): number
  /** Any text: empty, of any characters, at most 30. */
  text(): string
  /** Anything at all: what a service or a cache may hold that is broken. */
  junk(): unknown
}

/** Draws a value: the same one for the same chance. */
export type Draw<Value> = (chance: Chance) => Value

/** Draws one of these. Throws where there is none. */
export function drawOne<Value>(chance: Chance, values: readonly Value[]): Value {
  for (const value of values.slice(chance.integer(0, values.length - 1))) return value
  throw new Error('There is nothing to draw from.')
}

/** Draws a list of `least` to `most` values. */
export function drawList<Value>(chance: Chance, draw: Draw<Value>, least: number, most: number): Value[] {
  return Array.from({ length: chance.integer(least, most) }, () => draw(chance))
}

/** Draws some of these, in their order. */
export function drawSome<Value>(chance: Chance, values: readonly Value[]): Value[] {
  return values.filter(() => chance.integer(0, 1) === 1)
}

/** Draws another order of these. */
export function drawShuffled<Value>(chance: Chance, values: readonly Value[]): Value[] {
  const left = [...values]
  return values.flatMap(() => left.splice(chance.integer(0, left.length - 1), 1))
}

import fc from 'fast-check'
import type { Chance, Draw, Framework } from 'onwire/testing/conformance'
import { describe, expect, test } from 'vitest'
import { checkProperty } from '../support/property.js'

/** Chance that fast-check has, so that whatever it draws is made smaller where a property fails. */
class DrawnChance implements Chance {
  readonly draw: fc.GeneratorValue

  constructor(draw: fc.GeneratorValue) {
    this.draw = draw
  }

  integer(min: number, max: number): number {
    return this.draw(fc.integer, { min, max })
  }

  text(): string {
    return this.draw(fc.string, { unit: 'binary' })
  }

  junk(): unknown {
    return this.draw(fc.anything, { withBigInt: true, withDate: true, withMap: true, withNullPrototype: true })
  }
}

/** The suites of `onwire/testing/conformance`, run by Vitest, with as many stories as every property test draws. */
export const framework: Framework = {
  describe,
  test,
  expect,
  check(holds) {
    checkProperty(
      fc.property(fc.gen(), (draw) => {
        holds(new DrawnChance(draw))
      }),
    )
  },
}

/** Draws what the arbitrary does. */
export function toDraw<Value>(arbitrary: fc.Arbitrary<Value>): Draw<Value> {
  const getArbitrary = () => arbitrary
  return (chance) => {
    if (!(chance instanceof DrawnChance)) throw new Error('This chance is not of fast-check.')
    return chance.draw(getArbitrary)
  }
}
